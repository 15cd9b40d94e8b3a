-- one row per division of a cycle
select distinct "group"
from gaps
where
    cycle = $cycle
    and kind = 'division'
order by lower("group"), "group"
