-- one row per group and dimension: its part of everybody below target in the company, null where hidden
select
    kind,
    division,
    "group",
    dimension,
    contribution,
from contributions
where cycle = $cycle
order by place
