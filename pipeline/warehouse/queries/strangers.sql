-- one row per response of a cycle with a roster whose respondent is not on it
select
    stg_response.upload,
    upload.sheet,
    coalesce(upload.people_row, stg_response.row) as row,
    case when upload.people_row is null then upload.person_column else stg_response.row end as person_column,
    question.header,
    coalesce(identified.identifier, named.name) as value,
    stg_response.person is null and stg_response.name_person in (
        select name_person from stg_roster where cycle = $cycle and name_person is not null
    ) as is_ambiguous
from stg_response
join upload on upload.upload = stg_response.upload
left join question
    on question.upload = upload.upload and question."column" = upload.person_column
    and (upload.people_row is null or question.role = 'metadata')
left join people as identified on identified.person = stg_response.person
left join people as named on named.person = stg_response.name_person
where
    stg_response.cycle = $cycle
    and stg_response.state = 'response'
    and not stg_response.is_replaced
    and not stg_response.is_on_roster
    and exists (select 1 from upload as any_upload where any_upload.cycle = $cycle and any_upload.kind = 'roster')
qualify row_number() over (partition by stg_response.upload, stg_response.row order by question.role = 'metadata' desc, question.header) = 1
order by stg_response.upload, stg_response.row
