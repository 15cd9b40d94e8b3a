-- one row per division, team, role, dimension and indicator of a cycle: people who answered by checklist, and who ticked it
with

indicators as (
    select
        unnest($dimensions::smallint[]) as dimension,
        unnest($places::tinyint[]) as place
),

-- equal ticks are counted once, so that the number of people costs one pass and no more
checklists as (
    select
        counted_response.division,
        counted_response.team,
        counted_response.role,
        rating.dimension,
        rating.ticks,
        count(*) as people
    from counted_response
    join rating
        on rating.upload = counted_response.upload
        and rating.record = counted_response.row
    where rating.ticks <> 0
    group by all
)

select
    divisions.text as division,
    coalesce(teams.text, $no_team) as team,
    roles.text as role,
    indicators.dimension,
    indicators.place,
    sum(checklists.people)::bigint as asked,
    coalesce(sum(checklists.people) filter (where (checklists.ticks >> indicators.place) & 1 = 1), 0)::bigint as ticked
from checklists
join indicators on indicators.dimension = checklists.dimension
left join label as divisions on divisions.label = checklists.division
left join label as teams on teams.label = checklists.team
left join label as roles on roles.label = checklists.role
group by all
order by all
