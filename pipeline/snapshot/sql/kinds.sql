-- one row per kind of group that a cycle has, largest groups first
select kind
from gaps
where cycle = $cycle
group by kind
order by list_position(['company', 'division', 'team', 'role'], kind)
