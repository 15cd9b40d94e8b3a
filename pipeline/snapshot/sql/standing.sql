-- one row per dimension of one team, with its division and the company beside it
with

figures as (
    select *
    from query_table($figures)  -- gaps, or what_if: the same figures for one level as everybody's target
    where
        cycle = $cycle
        and ($what_if is null or target = $what_if)
        and dimension is not null
),

beside as (
    select
        kind,
        dimension,
        assessed,
        assessed - below as reached,
        coverage,
    from figures
    where
        shown
        and target_source <> 'none'
        and (kind = 'company' or (kind = 'division' and "group" = $division))
)

select
    figures.*,
    levels.headcount as asked,
    levels.assessed as rated,
    levels.levels,
    figures.assessed - figures.below as reached,
    figures.assessed > 0 and figures.assessed - figures.below <= 1 as is_single,
    own.reached as division_reached,
    own.assessed as division_assessed,
    own.coverage as division_coverage,
    company.reached as company_reached,
    company.assessed as company_assessed,
    company.coverage as company_coverage,
from figures
join levels
    on levels.cycle = figures.cycle
    and levels.kind = figures.kind
    and levels.division is not distinct from figures.division
    and levels."group" = figures."group"
    and levels.dimension = figures.dimension
left join beside as own
    on own.kind = 'division'
    and own.dimension = figures.dimension
left join beside as company
    on company.kind = 'company'
    and company.dimension = figures.dimension
where
    figures.kind = 'team'
    and figures.division is not distinct from $division
    and figures."group" = $group
order by figures.place
