-- one row per person on a cycle's roster, as written, in the order of the files (analysts only)
select
    people.identifier as person,
    names.name,
    teams.text as team,
    divisions.text as division,
    roles.text as role,
    locations.text as location,
    managers.identifier as manager,
    others.identifier as employee_id
from stg_roster
join people on people.person = stg_roster.person
left join stg_alias on stg_alias.cycle = stg_roster.cycle and stg_alias.person = stg_roster.person
left join people as others on others.person = stg_alias.other
left join people as names on names.person = stg_roster.name_person
left join people as managers on managers.person = stg_roster.manager
left join label as teams on teams.label = stg_roster.team
left join label as divisions on divisions.label = stg_roster.division
left join label as roles on roles.label = stg_roster.role
left join label as locations on locations.label = stg_roster.location
where stg_roster.cycle = $cycle
order by stg_roster.upload, stg_roster.row
