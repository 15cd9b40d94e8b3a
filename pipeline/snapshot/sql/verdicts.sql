-- one row per dimension of a cycle, in the order of its framework: what could be derived from all that is published
select * exclude (cycle)
from verdict
where cycle = $cycle
order by place
