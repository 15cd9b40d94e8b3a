-- one row per cycle and person on its roster: of several lines, under either identifier, the last counts
create or replace view stg_roster as
with

lines as (
    select
        upload.cycle,
        coalesce(stg_alias.person, roster.person) as person,
        roster.name_person,
        roster.team,
        roster.division,
        roster.role,
        roster.location,
        roster.manager,
        roster.upload,
        roster.row
    from roster
    join upload on upload.upload = roster.upload
    left join stg_alias
        on stg_alias.cycle = upload.cycle and stg_alias.other = roster.person
)

select *
from lines
qualify row_number() over (
    partition by cycle, person
    order by upload desc, row desc
) = 1
