-- one row per gap of the company or of one division, in the order of a ranking
select
    gaps.dimension,
    gaps.dimension_name,
    gaps.target,
    gaps.target_source,
    gaps.below,
    gaps.assessed,
    gaps.headcount,
    gaps.prevalence,
    gaps.depth,
    ranking.reason,
from ranking
join gaps
    on gaps.cycle = ranking.cycle
    and gaps.kind = ranking.kind
    and gaps.division is not distinct from ranking.division
    and gaps."group" = ranking."group"
    and gaps.dimension = ranking.dimension
where
    ranking.cycle = $cycle
    and ranking.ranking = $ranking
    and gaps.shown
    and ranking.kind = case when $division is null then 'company' else 'division' end
    and ($division is null or ranking."group" = $division)
order by ranking.place
limit $most
