-- one row per need of a cycle's roadmap, in its order
select * exclude (cycle)
from need
where cycle = $cycle
order by place
