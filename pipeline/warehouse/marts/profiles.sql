-- one row per division, team and levels of a cycle, with the people who have exactly these levels there
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
    where list_contains($dimensions, rating.dimension)
    group by all
),

counts as (
    select
        counted_member.division,
        counted_member.team,
        levels.dimensions,
        levels.levels,
        count(*) as people
    from counted_member
    left join levels on levels.respondent = counted_member.respondent
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
