-- one row per division, team and role that anybody of a cycle is in
select distinct
    divisions.text as division,
    teams.text as team,
    roles.text as role
from members
left join label as divisions on divisions.label = members.division
left join label as teams on teams.label = members.team
left join label as roles on roles.label = members.role
where members.cycle = $cycle
order by all
