-- one row per cycle, rater, person and dimension with a level: where the person stands and what counts now
create or replace view current_answers as
select
    members.cycle,
    members.rater,
    case
        when members.respondent >= 0 then members.respondent
        else -1 - (
            hash(current_responses.survey_key, current_responses.response_key, current_responses.occurrence) >> 2
        )::bigint
    end as respondent,
    rating.dimension,
    members.division,
    members.team,
    members.role,
    rating.level,
    rating.ticks
from current_responses
join rating
    on rating.upload = current_responses.upload
    and rating.record = current_responses.row
join members
    on members.respondent = current_responses.respondent
    and members.cycle = current_responses.cycle
    and members.rater = current_responses.rater
