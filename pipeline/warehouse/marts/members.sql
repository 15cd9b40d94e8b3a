-- one row per cycle, rater and person who counts: the roster and respondents who are not on it, or all respondents
create or replace view members as
with

raters as (
    select 'self' as rater
    union all
    select 'manager'
),

cycles_with_roster as (
    select distinct cycle from upload where kind = 'roster'
),

asked as (
    select
        stg_roster.cycle,
        raters.rater,
        stg_roster.person::bigint as respondent,
        stg_roster.team,
        stg_roster.division,
        stg_roster.role
    from stg_roster
    cross join raters
),

unasked as (
    select cycle, rater, respondent, null::integer as team, null::integer as division, null::integer as role
    from current_responses
    where not is_on_roster and cycle in (select cycle from cycles_with_roster)
),

unlisted as (
    select cycle, rater, respondent, team, division, role
    from current_responses
    where cycle not in (select cycle from cycles_with_roster)
)

select * from asked
union all
select * from unasked
union all
select * from unlisted
