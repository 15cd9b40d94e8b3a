-- one row per kind of group that a cycle has, largest groups first; small teams together stand among the teams
select kind
from gaps
where
    cycle = $cycle
    and kind <> 'together'
group by kind
order by list_position(['company', 'division', 'team', 'role'], kind)
