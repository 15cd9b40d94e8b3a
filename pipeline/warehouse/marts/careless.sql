-- one row per dimension, with its people whose checklists are all full or all empty, at one level in $fewest or more
with

dimensions as (
    select
        unnest(range(1, len($full_ticks) + 1))::smallint as dimension,
        unnest($full_ticks)::bigint as full_ticks
),

checked as (
    select
        rating.upload,
        rating.record,
        rating.dimension,
        rating.level,
        rating.ticks = dimensions.full_ticks as is_full,
        rating.ticks & dimensions.full_ticks = 0 and rating.ticks <> 0 as is_empty
    from current_responses
    join rating
        on rating.upload = current_responses.upload
        and rating.record = current_responses.row
    join dimensions on dimensions.dimension = rating.dimension
    where
        current_responses.cycle = $cycle
        and current_responses.rater = $rater
),

flagged as (
    select upload, record
    from checked
    group by upload, record
    having
        count(*) >= $fewest
        and min(level) = max(level)
        and (bool_and(is_full) or bool_and(is_empty))
)

select
    checked.dimension,
    count(*) as people,
from checked
join flagged on flagged.upload = checked.upload and flagged.record = checked.record
group by checked.dimension
order by checked.dimension
