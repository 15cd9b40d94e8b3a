-- one row per team of the earlier cycle of a pair and team of the later one, with the people who were there and are here
select
    earlier.division,
    earlier.team,
    later.division as now_division,
    later.team as now_team,
    count(*) as people
from temp.pair_member as later
left join temp.pair_link on pair_link.person = later.person
join temp.pair_member as earlier on not earlier.is_later and earlier.person = coalesce(pair_link.known, later.person)
where later.is_later and earlier.team is not null and later.team is not null
group by all
