-- one row: one group in one dimension
select
    headcount as asked,
    assessed as rated,
    levels,
from levels
where
    cycle = $cycle
    and kind = $kind
    and division is not distinct from $division
    and "group" = $group
    and dimension = $dimension
