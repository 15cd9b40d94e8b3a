-- one row per dimension, place and level in two cycles, with the people who have a level in at least one of them
with

earlier as (
    select * exclude (is_later) from pair_member where not is_later
),

later as (
    select pair_member.* exclude (is_later, person), coalesce(pair_link.known, pair_member.person) as person
    from pair_member
    left join pair_link on pair_link.person = pair_member.person
    where pair_member.is_later
),

earlier_answers as (
    select * exclude (is_later) from pair_answer where not is_later
),

later_answers as (
    select pair_answer.* exclude (is_later, person), coalesce(pair_link.known, pair_answer.person) as person
    from pair_answer
    left join pair_link on pair_link.person = pair_answer.person
    where pair_answer.is_later
),

answers as (
    select
        coalesce(earlier_answers.person, later_answers.person) as person,
        coalesce(earlier_answers.dimension, later_answers.dimension) as dimension,
        earlier_answers.level as before_level,
        earlier_answers.scored as before_scored,
        earlier_answers.ticks <> 0 as before_has_ticks,
        later_answers.level as after_level,
        later_answers.scored as after_scored,
        later_answers.ticks <> 0 as after_has_ticks
    from earlier_answers
    full outer join later_answers
        on later_answers.person = earlier_answers.person
        and later_answers.dimension = earlier_answers.dimension
),

counts as (
    select
        answers.dimension,
        earlier.person is not null as before_is_there,
        earlier.is_asked as before_is_asked,
        earlier.division as before_division,
        earlier.team as before_team,
        earlier.role as before_role,
        answers.before_level,
        answers.before_scored,
        answers.before_has_ticks,
        later.person is not null as after_is_there,
        later.is_asked as after_is_asked,
        later.division as after_division,
        later.team as after_team,
        later.role as after_role,
        answers.after_level,
        answers.after_scored,
        answers.after_has_ticks,
        count(*) as people
    from answers
    left join earlier on earlier.person = answers.person
    left join later on later.person = answers.person
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
