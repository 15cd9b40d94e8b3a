-- one row per dimension for whose gap something is done: in one cycle, as known when another was published
select
    dimension,
    action,
    due,
    status,
from gap_action
where cycle = $cycle and of_cycle = $of_cycle
order by place
