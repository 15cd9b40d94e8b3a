-- one row per dimension that a person answered in a cycle, by either identifier: the latest response counts
select
    rating.dimension,
    rating.level,
    rating.ticks
from current_responses
join rating
    on rating.upload = current_responses.upload
    and rating.record = current_responses.row
where
    current_responses.cycle = $cycle
    and current_responses.rater = 'self'
    and current_responses.respondent = coalesce(
        (select person from stg_alias where cycle = $cycle and other = $person), $person
    )
order by rating.dimension
