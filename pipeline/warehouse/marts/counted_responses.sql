-- one row per response that counts in a cycle, with the group of whoever gave it; kept while they are counted
create or replace temporary table counted_response as
select
    current_responses.upload,
    current_responses.row,
    current_responses.respondent,
    counted_member.division,
    counted_member.team,
    counted_member.role
from current_responses
join counted_member on counted_member.respondent = current_responses.respondent
where current_responses.cycle = $cycle and current_responses.rater = $rater
