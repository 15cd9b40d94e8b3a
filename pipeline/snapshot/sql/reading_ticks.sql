-- one row per indicator of one group in all dimensions, in the order of the rubric
select
    dimension,
    indicator,
    indicator_text,
    supporting,
    asked,
    ticked
from indicators
where
    cycle = $cycle
    and kind = $kind
    and division is not distinct from $division
    and "group" = $group
order by place
