-- one row per project that is short, dimension and levels, in the order of the roadmap
select * exclude (cycle)
from "unlock"
where cycle = $cycle
order by place
