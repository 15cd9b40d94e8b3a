-- one row per person of the later cycle whom the earlier one knows by another identifier, with that person
create or replace temporary table pair_link as
with

identifiers as (
    select cycle, person, other from stg_alias where cycle in ($before, $after)
    union
    select cycle, respondent as person, other from stg_response
    where cycle in ($before, $after) and other is not null and other <> respondent
),

proposed as (
    select later.person, earlier.person as known
    from identifiers as earlier
    join pair_member as later on later.person = earlier.other and later.is_later
    where earlier.cycle = $before
    union
    select later.person, earlier.person as known
    from identifiers as later
    join pair_member as earlier on earlier.person = later.other and not earlier.is_later
    where later.cycle = $after
    union
    select is_person as person, person as known from temp.pair_same
)

select proposed.person, any_value(proposed.known) as known
from proposed
where
    exists (select 1 from pair_member where not is_later and pair_member.person = proposed.known)
    and not exists (select 1 from pair_member where not is_later and pair_member.person = proposed.person)
    and not exists (select 1 from pair_member where is_later and pair_member.person = proposed.known)
group by proposed.person
having count(*) = 1
qualify count(*) over (partition by any_value(proposed.known)) = 1
