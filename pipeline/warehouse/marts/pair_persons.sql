-- one row per person and dimension with a level in at least one of two cycles, with the columns of the cube
select
    pair_place.dimension,
    coalesce(pair_place.before_is_asked, false) as before_is_asked,
    before_divisions.text as before_division,
    case when pair_place.before_is_there then coalesce(before_teams.text, $no_team) end as before_team,
    before_roles.text as before_role,
    pair_place.before_level,
    pair_place.before_scored,
    coalesce(pair_place.before_has_ticks, false) as before_has_ticks,
    coalesce(pair_place.after_is_asked, false) as after_is_asked,
    after_divisions.text as after_division,
    case when pair_place.after_is_there then coalesce(after_teams.text, $no_team) end as after_team,
    after_roles.text as after_role,
    pair_place.after_level,
    pair_place.after_scored,
    coalesce(pair_place.after_has_ticks, false) as after_has_ticks,
    pair_place.before_mark,
    pair_place.after_mark,
    pair_place.before_person,
    pair_place.after_person
from pair_place
left join label as before_divisions on before_divisions.label = pair_place.before_division
left join label as before_teams on before_teams.label = pair_place.before_team
left join label as before_roles on before_roles.label = pair_place.before_role
left join label as after_divisions on after_divisions.label = pair_place.after_division
left join label as after_teams on after_teams.label = pair_place.after_team
left join label as after_roles on after_roles.label = pair_place.after_role
