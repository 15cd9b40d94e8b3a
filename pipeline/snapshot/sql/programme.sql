-- one row per track and module of a cycle's programme, in the order to be taken
select * exclude (cycle, place)
from programme
where cycle = $cycle
order by place
