-- one row per person and dimension with a level in at least one of two cycles: where they stood then and now
create or replace temporary table pair_place as
with

marked as (
    select pair_answer.*, coalesce(pair_mark.mark, 0) as mark
    from pair_answer
    left join pair_mark
        on pair_mark.is_later = pair_answer.is_later
        and pair_mark.person = pair_answer.person
        and pair_mark.dimension = pair_answer.dimension
),

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
    select * exclude (is_later) from marked where not is_later
),

later_answers as (
    select
        marked.* exclude (is_later, person),
        marked.person as own_person,
        coalesce(pair_link.known, marked.person) as person
    from marked
    left join pair_link on pair_link.person = marked.person
    where marked.is_later
),

answers as (
    select
        coalesce(earlier_answers.person, later_answers.person) as person,
        coalesce(earlier_answers.dimension, later_answers.dimension) as dimension,
        earlier_answers.person as before_person,
        earlier_answers.level as before_level,
        earlier_answers.scored as before_scored,
        earlier_answers.ticks <> 0 as before_has_ticks,
        coalesce(earlier_answers.mark, 0) as before_mark,
        later_answers.own_person as after_person,
        later_answers.level as after_level,
        later_answers.scored as after_scored,
        later_answers.ticks <> 0 as after_has_ticks,
        coalesce(later_answers.mark, 0) as after_mark
    from earlier_answers
    full outer join later_answers
        on later_answers.person = earlier_answers.person
        and later_answers.dimension = earlier_answers.dimension
)

select
    answers.before_person,
    answers.after_person,
    answers.dimension,
    earlier.person is not null as before_is_there,
    earlier.is_asked as before_is_asked,
    earlier.division as before_division,
    earlier.team as before_team,
    earlier.role as before_role,
    answers.before_level,
    answers.before_scored,
    answers.before_has_ticks,
    answers.before_mark,
    later.person is not null as after_is_there,
    later.is_asked as after_is_asked,
    later.division as after_division,
    later.team as after_team,
    later.role as after_role,
    answers.after_level,
    answers.after_scored,
    answers.after_has_ticks,
    answers.after_mark
from answers
left join earlier on earlier.person = answers.person
left join later on later.person = answers.person
