-- one row per two published cycles that can be compared, the earlier one first
select distinct
    earlier,
    later
from change
order by
    later,
    earlier
