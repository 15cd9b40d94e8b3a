-- one row per dimension of one team, with its division and the company beside it
with

beside as (
    select
        kind,
        dimension,
        assessed,
        assessed - below as reached,
        coverage,
    from gaps
    where
        cycle = $cycle
        and dimension is not null
        and shown
        and target_source <> 'none'
        and (kind = 'company' or (kind = 'division' and "group" = $division))
)

select
    gaps.*,
    levels.headcount as asked,
    levels.assessed as rated,
    levels.levels,
    gaps.assessed - gaps.below as reached,
    gaps.assessed > 0 and gaps.assessed - gaps.below <= 1 as is_single,
    own.reached as division_reached,
    own.assessed as division_assessed,
    own.coverage as division_coverage,
    company.reached as company_reached,
    company.assessed as company_assessed,
    company.coverage as company_coverage,
from gaps
join levels
    on levels.cycle = gaps.cycle
    and levels.kind = gaps.kind
    and levels.division is not distinct from gaps.division
    and levels."group" = gaps."group"
    and levels.dimension = gaps.dimension
left join beside as own
    on own.kind = 'division'
    and own.dimension = gaps.dimension
left join beside as company
    on company.kind = 'company'
    and company.dimension = gaps.dimension
where
    gaps.cycle = $cycle
    and gaps.kind = 'team'
    and gaps.division is not distinct from $division
    and gaps."group" = $group
    and gaps.dimension is not null
order by gaps.place
