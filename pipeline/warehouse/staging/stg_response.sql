-- one row per record of an export, with the respondent it resolves to (negative: nobody but that row)
create or replace view stg_response as
with

identifiers as (
    select cycle, person as identifier, person
    from stg_roster
    union all
    select cycle, other as identifier, person
    from stg_alias
),

unique_names as (
    select cycle, name_person, any_value(person) as person
    from stg_roster
    where name_person is not null
    group by cycle, name_person
    having count(*) = 1
),

resolved as (
    select
        response.*,
        upload.cycle,
        upload.rater,
        upload.survey_key,
        response.upload::bigint * 16777216 + response.row as position,
        coalesce(
            by_person.person,
            by_other.person,
            case
                when response.person is null and not response.is_namesake
                then by_name.person
            end
        ) as roster_person,
        row_number() over (
            partition by
                upload.cycle, upload.rater, upload.survey_key,
                response.response_key, response.occurrence,
                response.state = 'excluded'
            order by response.completed_at desc nulls last, response.upload desc
        ) > 1 as is_replaced
    from response
    join upload on upload.upload = response.upload
    left join identifiers as by_person
        on by_person.cycle = upload.cycle and by_person.identifier = response.person
    left join identifiers as by_other
        on by_other.cycle = upload.cycle and by_other.identifier = response.other
    left join unique_names as by_name
        on by_name.cycle = upload.cycle and by_name.name_person = response.name_person
)

select
    *,
    roster_person is not null as is_on_roster,
    coalesce(
        roster_person,
        person,
        case when not is_namesake then name_person end,
        -position
    ) as respondent
from resolved
