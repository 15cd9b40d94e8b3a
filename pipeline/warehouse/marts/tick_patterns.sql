-- one row per dimension and set of ticks of a cycle, with the people who made it; checklists only
select
    rating.dimension,
    rating.ticks,
    count(*) as people,
    count(*) filter (where rating.is_inconsistent) as inconsistent,
from current_responses
join rating
    on rating.upload = current_responses.upload
    and rating.record = current_responses.row
where
    current_responses.cycle = $cycle
    and current_responses.rater = $rater
    and rating.ticks <> 0
group by rating.dimension, rating.ticks
order by rating.dimension, rating.ticks
