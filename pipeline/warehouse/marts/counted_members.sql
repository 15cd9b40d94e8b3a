-- one row per person who counts in a cycle, for the figures of one rater; kept while they are counted
create or replace temporary table counted_member as
select respondent, division, team, role
from members
where cycle = $cycle and rater = $rater
