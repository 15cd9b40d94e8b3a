-- one row per text in a column of raw cells (of responses that count in their file): whether such cells have a rating, or else a problem, and how many
select
    raw.{cell} as text,
    rating.upload is not null as is_rated,
    rating.upload is null and problem.upload is not null as has_problem,
    count(*) as cells
from {raw} as raw
semi join response
    on response.upload = $upload
    and response.row = raw.row
    and response.state = 'response'
left join (
    select distinct upload, row from rating
    where upload = $upload and "column" = $column
) as rating on rating.row = raw.row
left join (
    select distinct upload, row from problem
    where upload = $upload and ("column" = $letters or "column" is null)
) as problem on problem.row = raw.row or problem.row is null
where raw.{cell} is not null
group by all
order by all
