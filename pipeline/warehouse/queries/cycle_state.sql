-- one row: who counts in a cycle for one rater, and how many of its responses do not
with

responses as (
    select stg_response.respondent, stg_response.is_replaced
    from stg_response
    join cycle on cycle.cycle = stg_response.cycle
    where
        cycle.name = $cycle
        and stg_response.rater = $rater
        and stg_response.state = 'response'
),

counting as (
    select count(*) as responses, count(distinct respondent) as respondents
    from responses
    where not is_replaced
)

select
    counting.respondents as answered,
    counting.responses - counting.respondents as overtaken,
    (select count(*) from responses where is_replaced) as replaced,
    (
        select count(*)
        from stg_roster
        join cycle on cycle.cycle = stg_roster.cycle
        where cycle.name = $cycle
    ) as asked
from counting
