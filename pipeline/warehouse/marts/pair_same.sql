-- one row per person of the earlier cycle of a pair who is ruled to be another person, of the later one
create or replace temporary table pair_same as
with recursive

recipes as (
    select
        unnest(regexp_extract_all(recipe, '([A-Z2-7]{26}): ([A-Z2-7]{26})', 1)) as person_key,
        unnest(regexp_extract_all(recipe, '([A-Z2-7]{26}): ([A-Z2-7]{26})', 2)) as is_key
    from upload
),

ruled as (
    select person, is_person from same_person
    union
    select one.person, other.person as is_person
    from recipes
    join people as one on one.person_key = recipes.person_key
    join people as other on other.person_key = recipes.is_key
    where one.person <> other.person
),

chain as (
    select person, is_person from ruled
    union
    select chain.person, ruled.is_person
    from chain
    join ruled on ruled.person = chain.is_person
),

earlier as (
    select person as respondent from temp.pair_member where not is_later
),

later as (
    select person as respondent from temp.pair_member where is_later
),

there as (
    select person, is_person
    from chain
    where
        person in (select respondent from earlier)
        and is_person in (select respondent from later)
        and person not in (select respondent from later)
        and is_person not in (select respondent from earlier)
)

select person, is_person
from there
qualify count(*) over (partition by person) = 1 and count(*) over (partition by is_person) = 1
