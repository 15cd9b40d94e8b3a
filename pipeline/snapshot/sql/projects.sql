-- one row per project of a cycle's roadmap, in its order
select * exclude (cycle)
from project
where cycle = $cycle
order by place
