-- one row per cycle and person on its roster: of several lines the last counts
create or replace view stg_roster as
select
    upload.cycle,
    roster.person,
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
qualify row_number() over (
    partition by upload.cycle, roster.person
    order by roster.upload desc, roster.row desc
) = 1
