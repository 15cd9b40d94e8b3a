-- one row per division, team and levels of a cycle, with the people who have exactly these levels there
with

levels as (
    select
        current_responses.respondent,
        list(rating.dimension order by rating.dimension) as dimensions,
        list(rating.level order by rating.dimension) as levels
    from current_responses
    join rating
        on rating.upload = current_responses.upload
        and rating.record = current_responses.row
    where
        current_responses.cycle = $cycle
        and current_responses.rater = $rater
        and list_contains($dimensions, rating.dimension)
    group by all
),

counts as (
    select
        members.division,
        members.team,
        levels.dimensions,
        levels.levels,
        count(*) as people
    from members
    left join levels on levels.respondent = members.respondent
    where members.cycle = $cycle and members.rater = $rater
    group by all
)

select
    divisions.text as division,
    coalesce(teams.text, $no_team) as team,
    counts.dimensions,
    counts.levels,
    sum(counts.people)::bigint as people
from counts
left join label as divisions on divisions.label = counts.division
left join label as teams on teams.label = counts.team
group by all
order by all
