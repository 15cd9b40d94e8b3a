-- one row: how many people were deleted because no response, roster line, problem or ruling mentions them
delete from people where person not in (
    select person from response where person is not null
    union
    select other from response where other is not null
    union
    select name_person from response where name_person is not null
    union
    select person from roster
    union
    select other from roster where other is not null
    union
    select name_person from roster where name_person is not null
    union
    select manager from roster where manager is not null
    union
    select person from problem where person is not null
    union
    select person from same_person
    union
    select is_person from same_person
    union
    select named.person
    from people as named
    join (select unnest(regexp_extract_all(recipe, '[A-Z2-7]{26}')) as person_key from upload) as ruled
        on ruled.person_key = named.person_key
)
