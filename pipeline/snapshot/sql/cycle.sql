-- one row: the cycle asked for; none where it is not published
select * -- a snapshot of an earlier version has fewer columns
from cycle
where cycle = $cycle
