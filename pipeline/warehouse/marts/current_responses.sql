-- one row per cycle, rater and respondent: the latest response, where a missing time falls back on position
create or replace view current_responses as
with

counted as (
    select
        *,
        max(case when completed_at is null then position end) over (
            partition by cycle, rater, respondent
        ) as last_untimed
    from stg_response
    where state = 'response' and not is_replaced
)

select * exclude (last_untimed)
from counted
qualify row_number() over (
    partition by cycle, rater, respondent
    order by
        coalesce(position > last_untimed, true) desc,
        coalesce(position = last_untimed, false) desc,
        completed_at desc nulls last,
        position desc
) = 1
