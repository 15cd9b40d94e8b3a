-- one row per group and dimension: everybody in it by level, with a target or without
select
    kind,
    division,
    "group",
    dimension,
    assessed as rated,
    levels
from levels
where
    cycle = $cycle
    and dimension is not null
    and kind in ('company', 'division', $kind, case when $kind = 'team' then 'together' end)
order by place
