-- one row per dimension, place and level in two cycles, with the people who have a level in at least one of them
with

counts as (
    select * exclude (before_person, after_person), count(*) as people
    from pair_place
    group by all
)

select
    counts.dimension,
    coalesce(counts.before_is_asked, false) as before_is_asked,
    before_divisions.text as before_division,
    case when counts.before_is_there then coalesce(before_teams.text, $no_team) end as before_team,
    before_roles.text as before_role,
    counts.before_level,
    counts.before_scored,
    coalesce(counts.before_has_ticks, false) as before_has_ticks,
    coalesce(counts.after_is_asked, false) as after_is_asked,
    after_divisions.text as after_division,
    case when counts.after_is_there then coalesce(after_teams.text, $no_team) end as after_team,
    after_roles.text as after_role,
    counts.after_level,
    counts.after_scored,
    coalesce(counts.after_has_ticks, false) as after_has_ticks,
    counts.before_mark,
    counts.after_mark,
    sum(counts.people)::bigint as people
from counts
left join label as before_divisions on before_divisions.label = counts.before_division
left join label as before_teams on before_teams.label = counts.before_team
left join label as before_roles on before_roles.label = counts.before_role
left join label as after_divisions on after_divisions.label = counts.after_division
left join label as after_teams on after_teams.label = counts.after_team
left join label as after_roles on after_roles.label = counts.after_role
group by all
order by all
