-- one row per dimension that has a place in the company's order
select
    dimension,
    criticality,
    class,
    rank,
    rank_low,
    rank_high,
from priority
where cycle = $cycle
order by place
