-- one row per published cycle, oldest first
select cycle
from cycle
order by cycle
