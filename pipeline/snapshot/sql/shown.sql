-- one row: groups that are shown in some dimension, and groups in all
with

groups as (
    select
        division,
        "group",
        bool_or(shown) as is_shown,
    from gaps
    where
        cycle = $cycle
        and kind = $kind
        and dimension is not null
        and not (kind = 'team' and "group" = $no_team)  -- people whose team is not known are no team
        and ($division is null or coalesce(division, "group") = $division)
    group by division, "group"
)

select
    count(*) filter (where is_shown) as shown,
    count(*) as total,
from groups
