-- one row per kind of group and group of a cycle's roster (name null: nobody stated it), with its people;
-- teams carry their division: two divisions may have a team of one name
with

lines as (
    select division, team, role
    from stg_roster
    where cycle = $cycle
),

groups as (
    select 'division' as kind, division as label, null as within from lines
    union all
    select 'team', team, division from lines
    union all
    select 'role', role, null from lines
)

select
    groups.kind,
    label.text as name,
    division.text as division,
    count(*)::integer as people
from groups
left join label on label.label = groups.label
left join label as division on division.label = groups.within
group by groups.kind, label.text, division.text
order by groups.kind, people desc, name nulls last, division nulls last
