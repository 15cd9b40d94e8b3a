-- one row per cycle: how its roster and its responses differ, counts of people
select
    count(*)::integer as people,
    (count(*) filter (where team is null))::integer as without_team,
    (count(*) filter (where division is null))::integer as without_division,
    (count(*) filter (where role is null))::integer as without_role,
    (
        count(*) filter (
            where manager is not null
            and manager not in (select person from stg_roster where cycle = $cycle)
            and manager not in (select other from stg_alias where cycle = $cycle)
        )
    )::integer as with_unknown_manager,
    (
        select count(distinct respondent) from current_responses
        where cycle = $cycle and rater = $rater and not is_on_roster
    )::integer as answered_without_line,
    (
        select count(distinct respondent) from current_responses
        where cycle = $cycle and rater = $rater and is_on_roster
    )::integer as answered
from stg_roster
where cycle = $cycle
