-- one row per cycle and second identifier of its roster, with the person who has it; one that two people share is nobody's
create or replace view stg_alias as
with

latest as (
    select upload.cycle, roster.person, roster.other
    from roster
    join upload on upload.upload = roster.upload
    where roster.other is not null and roster.other <> roster.person
    qualify row_number() over (
        partition by upload.cycle, roster.person
        order by roster.upload desc, roster.row desc
    ) = 1
)

select latest.cycle, latest.other, any_value(latest.person) as person
from latest
where not exists (
    select 1
    from latest as longer
    where longer.cycle = latest.cycle and longer.other = latest.person
)
group by latest.cycle, latest.other
having count(*) = 1
