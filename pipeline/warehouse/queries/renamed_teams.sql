-- one row per team of an earlier cycle that is ruled to be another one of a later cycle
select
    divisions.text as division,
    teams.text as team,
    now_divisions.text as now_division,
    now_teams.text as now_team
from team_map
join label as teams on teams.label = team_map.team
join label as now_teams on now_teams.label = team_map.now_team
left join label as divisions on divisions.label = team_map.division
left join label as now_divisions on now_divisions.label = team_map.now_division
where team_map.cycle = $after and team_map.earlier = $before
order by team, division
