-- one row per person on the roster of a cycle, in the order of its lines
select
    people.identifier as person,
    coalesce(named.name, people.name) as name
from stg_roster
join cycle on cycle.cycle = stg_roster.cycle
join people on people.person = stg_roster.person
left join people as named on named.person = stg_roster.name_person
where cycle.name = $cycle and people.identifier is not null
order by stg_roster.upload, stg_roster.row
