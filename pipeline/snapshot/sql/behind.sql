-- one row per group of a kind in one dimension: most people below target first, without a figure last and by name
with

named as (
    select
        *,
        case
            when count(*) over (partition by "group") > 1
                then concat("group", ' (', coalesce(division, 'no division'), ')')
            else "group"
        end as name,
        case when shown and assessed > 0 then below end as heads,
        case when shown and assessed > 0 then shortfall end as steps,
    from gaps
    where
        cycle = $cycle
        and kind in ($kind, case when $kind = 'team' then 'together' end)
        and dimension_name = $dimension_name
)

select *
from named
where $division is null or coalesce(division, "group") = $division
order by heads desc nulls last, steps desc nulls last, lower(name), name
