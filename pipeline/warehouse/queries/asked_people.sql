-- one row per person on the roster of a cycle: whether that person answered
select
    stg_roster.person,
    stg_roster.person in (
        select roster_person
        from stg_response
        where cycle = $cycle and state = 'response' and roster_person is not null
    ) as has_answered
from stg_roster
where stg_roster.cycle = $cycle
