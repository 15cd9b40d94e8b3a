-- one row: the company or one division over the dimensions in which it is shown
select
    min(headcount) as headcount,
    min(assessed) as fewest_assessed,
    max(assessed) as most_assessed,
    count(*) as dimensions,
    count(*) filter (where prevalence >= $common_from) as common,
    sum(assessed)::bigint as pairs,
    case when count(headcount) = count(*) then sum(headcount)::bigint end as pairs_asked,
    (sum(assessed) - sum(below))::bigint as reached,
    $common_from::double as common_from,
from gaps
where
    cycle = $cycle
    and dimension is not null
    and shown
    and target_source <> 'none'
    and kind = case when $division is null then 'company' else 'division' end
    and ($division is null or "group" = $division)
