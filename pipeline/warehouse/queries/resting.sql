-- one row per person who meets a need, by name, where they are exactly as many as it asks for; none otherwise
with meeting as (
    select
        people.identifier,                 -- null for who is known by a name only
        people.name                        -- both null for who answered without saying who
    from counted_response
    join rating
        on rating.upload = counted_response.upload
        and rating.record = counted_response.row
    left join label as teams on teams.label = counted_response.team
    left join label as divisions on divisions.label = counted_response.division
    left join people on people.person = counted_response.respondent
    where
        rating.dimension = $dimension
        and rating.level >= $level
        and ($team is null or coalesce(teams.text, $no_team) = $team)
        and ($division is null or divisions.text = $division)
)

select identifier, name
from meeting
where (select count(*) from meeting) = $people
order by lower(coalesce(name, identifier)), identifier
