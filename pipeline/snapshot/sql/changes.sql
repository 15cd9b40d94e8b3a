-- one row per group and dimension (or one per group: pooled over all) of two cycles and a measure, in stored order
select *
from change
where
    earlier = $before
    and later = $after
    and measure = $measure
    and kind = $kind
    and (dimension is not null) = $by_dimension
order by place
