-- one row per ruling between two cycles that a person of the earlier one is another person, of the later one
select
    same_person.person,
    same_person.is_person,
    coalesce(one.identifier, one.name) as known_as,
    coalesce(other.identifier, other.name) as is_known_as,
    coalesce(other.name, one.name) as name,
    exists (
        select 1 from temp.pair_same
        where pair_same.person = same_person.person and pair_same.is_person = same_person.is_person
    ) as is_used
from same_person
join people as one on one.person = same_person.person
join people as other on other.person = same_person.is_person
where same_person.cycle = $after and same_person.earlier = $before
order by known_as, is_known_as
