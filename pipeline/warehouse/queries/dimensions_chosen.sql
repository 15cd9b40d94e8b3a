-- one row per dimension of a cycle in which a counted answer is a level without a checklist
select distinct rating.dimension
from current_responses
join rating
    on rating.upload = current_responses.upload
    and rating.record = current_responses.row
where
    current_responses.cycle = $cycle
    and current_responses.rater = $rater
    and rating.ticks = 0
