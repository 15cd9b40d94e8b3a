-- one row per person of an earlier cycle and person of a later one who may be the same under another address
with

everybody as (
    select
        case when pair_member.is_later then 'later' else 'earlier' end as side,
        pair_member.person,
        pair_member.team,
        coalesce(people.identifier, people.name) as known_as,
        people.name,
        lower(regexp_replace(trim(people.name), '\s+', ' ', 'g')) as name_key,
        case when contains(people.identifier, '@') then lower(split_part(people.identifier, '@', 1)) end as local_part
    from temp.pair_member
    join people on people.person = pair_member.person
),

counted as (
    select
        *,
        count(*) over (partition by side, name_key) as of_name,
        count(*) over (partition by side, name_key, team) as of_name_and_team,
        count(*) over (partition by side, local_part) as of_local_part
    from everybody
),

known as (
    select person from temp.pair_link
    union
    select known from temp.pair_link
    union
    select person from everybody group by person having count(distinct side) = 2
),

left_over as (
    select * from counted where person not in (select person from known)
),

alike as (
    select
        earlier.person,
        later.person as is_person,
        earlier.known_as,
        later.known_as as is_known_as,
        coalesce(later.name, earlier.name) as name,
        earlier.team,
        later.team as now_team,
        case
            when
                earlier.name_key = later.name_key and earlier.team = later.team
                and earlier.of_name_and_team = 1 and later.of_name_and_team = 1
                then 1
            when earlier.name_key = later.name_key and earlier.of_name = 1 and later.of_name = 1 then 2
            when
                earlier.local_part = later.local_part
                and earlier.of_local_part = 1 and later.of_local_part = 1
                and coalesce(earlier.name_key = later.name_key, true)
                then 3
        end as reason
    from left_over as earlier
    join left_over as later
        on later.side = 'later'
        and (later.name_key = earlier.name_key or later.local_part = earlier.local_part)
    where earlier.side = 'earlier'
),

best as (
    select *
    from alike
    where reason is not null
    qualify
        row_number() over (partition by person order by reason, is_person) = 1
        and row_number() over (partition by is_person order by reason, person) = 1
)

select
    best.person,
    best.is_person,
    best.known_as,
    best.is_known_as,
    best.name,
    teams.text as team,
    now_teams.text as now_team,
    ['same name and team', 'same name', 'same address before the @'][best.reason] as reason
from best
left join label as teams on teams.label = best.team
left join label as now_teams on now_teams.label = best.now_team
order by best.reason, best.name, best.known_as
