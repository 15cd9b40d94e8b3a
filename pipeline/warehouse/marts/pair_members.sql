-- one row per person who counts in the earlier cycle of a pair, then in the later; kept while the two are counted
insert into pair_member
select
    $is_later as is_later,
    counted_member.respondent as person,
    counted_member.division,
    counted_member.team,
    counted_member.role,
    exists (
        select 1 from stg_roster
        where stg_roster.cycle = $cycle and stg_roster.person = counted_member.respondent
    ) as is_asked
from counted_member
