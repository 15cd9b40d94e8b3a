-- one row per division, team, role, dimension and level of a cycle (level null: no answer), with its people
with

rated as (
    select
        counted_response.division,
        counted_response.team,
        counted_response.role,
        rating.dimension,
        rating.level,
        count(*) as people
    from counted_response
    join rating
        on rating.upload = counted_response.upload
        and rating.record = counted_response.row
    group by all
),

heads as (
    select division, team, role, count(*) as people
    from counted_member
    group by all
),

dimensions as (
    select unnest(range(1, $dimensions + 1))::smallint as dimension
),

silent as (
    select
        heads.division,
        heads.team,
        heads.role,
        dimensions.dimension,
        null::tinyint as level,
        any_value(heads.people) - coalesce(sum(rated.people), 0) as people
    from heads
    cross join dimensions
    left join rated
        on rated.division is not distinct from heads.division
        and rated.team is not distinct from heads.team
        and rated.role is not distinct from heads.role
        and rated.dimension = dimensions.dimension
    group by all
),

counts as (
    select * from rated
    union all
    select heads.division, heads.team, heads.role, dimension, level, people
    from silent as heads
)

select
    divisions.text as division,
    coalesce(teams.text, $no_team) as team,
    roles.text as role,
    counts.dimension,
    counts.level,
    sum(counts.people)::bigint as people
from counts
left join label as divisions on divisions.label = counts.division
left join label as teams on teams.label = counts.team
left join label as roles on roles.label = counts.role
where counts.people > 0
group by all
order by all
