-- one row per dimension, own level and manager's level: people of a cycle who have both ratings
with

rated as (
    select
        current_responses.rater,
        current_responses.respondent,
        rating.dimension,
        rating.level
    from current_responses
    join rating
        on rating.upload = current_responses.upload
        and rating.record = current_responses.row
    where current_responses.cycle = $cycle
)

select
    own.dimension,
    own.level as self_level,
    managers.level as manager_level,
    count(*) as people
from rated as own
join rated as managers
    on managers.respondent = own.respondent
    and managers.dimension = own.dimension
where own.rater = 'self' and managers.rater = 'manager'
group by all
order by all
