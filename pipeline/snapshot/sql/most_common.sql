-- one row per dimension with a gap, most common first: the company or one division
select
    dimension,
    dimension_name,
    target,
    target_source,
    below,
    assessed,
    headcount,
    prevalence,
from gaps
where
    cycle = $cycle
    and dimension is not null
    and shown
    and below > 0
    and kind = case when $division is null then 'company' else 'division' end
    and ($division is null or "group" = $division)
order by prevalence desc, below desc, p1 desc, dimension_name
limit $most
