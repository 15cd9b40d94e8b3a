-- one row per group and dimension (or one per group: pooled over all), in stored order
select *
from gaps
where
    cycle = $cycle
    and kind = $kind
    and (dimension is not null) = $by_dimension
order by place
