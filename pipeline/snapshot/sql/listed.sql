-- one row per dimension of the company or of one division, in the order of a ranking; without a place last
with

listed as (
    select
        gaps.*,
        ranking.place as position,
        ranking.reason,
        round(case $ranking when 'common' then gaps.prevalence else gaps.depth end, 9) as figure,
    from gaps
    left join ranking
        on
            ranking.cycle = gaps.cycle
            and ranking.kind = gaps.kind
            and ranking.division is not distinct from gaps.division
            and ranking."group" = gaps."group"
            and ranking.dimension = gaps.dimension
            and ranking.ranking = $ranking
    where
        gaps.cycle = $cycle
        and gaps.dimension is not null
        and gaps.kind = case when $division is null then 'company' else 'division' end
        and ($division is null or gaps."group" = $division)
)

select
    *,
    case
        when position is not null
            then rank() over (order by position is null, figure desc)
    end as standing,
    position is not null and count(*) over (partition by position is null, figure) > 1 as is_tied,
from listed
order by position nulls last, place
