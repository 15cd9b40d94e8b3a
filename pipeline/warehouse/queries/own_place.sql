-- at most one row: where a person of a cycle, by either identifier, stands there
select
    teams.text as team,
    divisions.text as division,
    roles.text as role,
    people.name
from members
left join label as teams on teams.label = members.team
left join label as divisions on divisions.label = members.division
left join label as roles on roles.label = members.role
left join people on people.person = members.respondent
where
    members.cycle = $cycle
    and members.rater = 'self'
    and members.respondent = coalesce(
        (select person from stg_alias where cycle = $cycle and other = $person), $person
    )
