-- one row per group of three kinds in one dimension: everybody in it, and its part of the company's gap
select
    levels.kind,
    levels.division,
    levels."group",
    levels.headcount as asked,
    levels.assessed as rated,
    levels.levels,
    contributions.contribution,
    contributions.contribution_p1,
    contributions.contribution_p2,
from levels
left join contributions
    on contributions.cycle = levels.cycle
    and contributions.kind = levels.kind
    and contributions.division is not distinct from levels.division
    and contributions."group" = levels."group"
    and contributions.dimension = levels.dimension
where
    levels.cycle = $cycle
    and levels.dimension = $dimension
    and levels.kind in ('company', 'division', $kind, case when $kind = 'team' then 'together' end)
