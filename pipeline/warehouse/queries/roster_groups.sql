-- one row per kind of group and group of a cycle's roster (name null: nobody stated it), with its people
with

lines as (
    select division, team, role
    from stg_roster
    where cycle = $cycle
),

groups as (
    select 'division' as kind, division as label from lines
    union all
    select 'team', team from lines
    union all
    select 'role', role from lines
)

select groups.kind, label.text as name, count(*)::integer as people
from groups
left join label on label.label = groups.label
group by groups.kind, label.text
order by groups.kind, people desc, name nulls last
