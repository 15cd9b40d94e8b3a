-- one row per person who counts in a cycle and gave an address, an id or a name: group, and all levels at once
with

levels as (
    select
        counted_response.respondent,
        list(rating.dimension order by rating.dimension) as dimensions,
        list(rating.level order by rating.dimension) as levels
    from counted_response
    join rating
        on rating.upload = counted_response.upload
        and rating.record = counted_response.row
    group by all
)

select
    counted_member.respondent as person,
    people.identifier,
    coalesce(named.name, people.name) as name,
    divisions.text as division,
    coalesce(teams.text, $no_team) as team,
    roles.text as role,
    levels.dimensions,
    levels.levels
from counted_member
join people on people.person = counted_member.respondent
left join levels on levels.respondent = counted_member.respondent
left join stg_roster
    on stg_roster.cycle = $cycle and stg_roster.person = counted_member.respondent
left join people as named on named.person = stg_roster.name_person
left join label as divisions on divisions.label = counted_member.division
left join label as teams on teams.label = counted_member.team
left join label as roles on roles.label = counted_member.role
order by coalesce(people.identifier, people.name), counted_member.respondent
