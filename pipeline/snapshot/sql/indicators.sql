-- one row per indicator of one group and dimension, in the order of the rubric
select
    level,
    indicator,
    indicator_text,
    supporting,
    asked,
    ticked,
    missing,
    missing_share,
    shown,
from indicators
where
    cycle = $cycle
    and kind = $kind
    and division is not distinct from $division
    and "group" = $group
    and dimension = $dimension
order by place
