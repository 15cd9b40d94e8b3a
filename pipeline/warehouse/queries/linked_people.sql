-- one row per person who is one of some people under another identifier or ruling, those that several people share aside
with

pairs as (
    select person, other from response
    where person is not null and other is not null and person <> other
    union
    select person, other from roster
    where other is not null and person <> other
),

own as (
    select other, any_value(person) as person
    from pairs
    group by other
    having count(*) = 1
),

linked as (
    select person, other as is_person from own
    union all
    select person, is_person from same_person
)

select is_person as person from linked where list_contains($people, person)
union
select person from linked where list_contains($people, is_person)
