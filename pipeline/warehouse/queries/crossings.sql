-- one row per dimension, place before, place after and whether all stayed the same: people since a publication
with

-- people of a held team who stand elsewhere too are there twice
before as (
    select
        * exclude (publication),
        row_number() over (partition by respondent, dimension order by team, division, role) as nth
    from published_answer
    where publication = $publication
),

after as (
    select
        *,
        row_number() over (partition by respondent, dimension order by team, division, role) as nth
    from candidate_answer
),

ways as (
    select
        coalesce(before.dimension, after.dimension) as dimension,
        before.level is not null as was_there,
        before.division as before_division,
        before.team as before_team,
        before.role as before_role,
        before.ticks <> 0 as before_is_asked,
        after.level is not null as is_there,
        after.division as after_division,
        after.team as after_team,
        after.role as after_role,
        after.ticks <> 0 as after_is_asked,
        before.level is not null
        and after.level is not null
        and before.level = after.level
        and before.ticks = after.ticks
        and before.division is not distinct from after.division
        and before.team is not distinct from after.team
        and before.role is not distinct from after.role as is_same,
        count(*) as people
    from before
    full outer join after
        on after.respondent = before.respondent
        and after.dimension = before.dimension
        and after.nth = before.nth
    group by all
)

select
    ways.dimension,
    before_divisions.text as before_division,
    case when ways.was_there then coalesce(before_teams.text, $no_team) end as before_team,
    before_roles.text as before_role,
    ways.before_is_asked,
    after_divisions.text as after_division,
    case when ways.is_there then coalesce(after_teams.text, $no_team) end as after_team,
    after_roles.text as after_role,
    ways.after_is_asked,
    ways.is_same,
    sum(ways.people)::bigint as people
from ways
left join label as before_divisions on before_divisions.label = ways.before_division
left join label as before_teams on before_teams.label = ways.before_team
left join label as before_roles on before_roles.label = ways.before_role
left join label as after_divisions on after_divisions.label = ways.after_division
left join label as after_teams on after_teams.label = ways.after_team
left join label as after_roles on after_roles.label = ways.after_role
group by all
order by all
