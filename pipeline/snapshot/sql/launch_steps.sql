-- one row per step of a cycle's launch, in their order
select
    step,
    done_on,
from launch_step
where cycle = $cycle
order by place
