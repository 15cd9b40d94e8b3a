-- one row per division and team of a cycle that anybody is in
select distinct
    members.division,
    members.team,
    teams.text as name,
    divisions.text as division_name,
    teams.label_key as key
from members
join label as teams on teams.label = members.team
left join label as divisions on divisions.label = members.division
where members.cycle = $cycle and members.rater = $rater
order by lower(name), name, division_name
