-- one row per person of a cycle's roster whose line names a person, by either identifier, as the manager
select
    stg_roster.person,
    people.identifier,
    coalesce(named.name, people.name) as name,
    divisions.text as division,
    coalesce(teams.text, $no_team) as team
from stg_roster
join people on people.person = stg_roster.person
left join people as named on named.person = stg_roster.name_person
left join label as teams on teams.label = stg_roster.team
left join label as divisions on divisions.label = stg_roster.division
where
    stg_roster.cycle = $cycle
    and stg_roster.person <> $person
    and stg_roster.manager in (
        select $person
        union all
        select person from stg_alias where cycle = $cycle and other = $person
        union all
        select other from stg_alias where cycle = $cycle and person = $person
    )
order by name, people.identifier, stg_roster.person
