-- one row per group (and dimension, unless pooled): its figures if one level were the target of everybody
select *
from what_if
where
    cycle = $cycle
    and kind = $kind
    and target = $what_if
    and (dimension is not null) = $by_dimension
order by place
