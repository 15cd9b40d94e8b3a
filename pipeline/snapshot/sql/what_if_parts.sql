-- one row per group of three kinds in one dimension: its part of the company's gap if one level were everybody's target
select
    kind,
    division,
    "group",
    contribution,
    contribution_p1,
    contribution_p2,
from what_if
where
    cycle = $cycle
    and dimension = $dimension
    and target = $what_if
    and kind in ('company', 'division', $kind, case when $kind = 'team' then 'together' end)
