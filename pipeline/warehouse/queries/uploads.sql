-- one row per upload, with how many of its responses a newer export of the same survey replaced
select
    upload.upload,
    upload.file,
    upload.kind as "as",
    cycle.name as cycle,
    cycle.promise,
    upload.rows,
    upload.ratings,
    strftime(upload.loaded_at, '%Y-%m-%dT%H:%M:%S') as loaded_at,
    upload.tool,
    upload.sheet,
    upload.rater,
    upload.responses,
    upload.superseded,
    upload.excluded,
    upload.refused as refused_rows,
    coalesce(replaced.rows, 0)::integer as replaced_rows,
    coalesce(problems.problems, 0)::integer as problems
from upload
join cycle on cycle.cycle = upload.cycle
left join (
    select upload, count(*) as rows
    from stg_response
    where state = 'response' and is_replaced
    group by upload
) as replaced on replaced.upload = upload.upload
left join (
    select upload, count(*) as problems
    from problem
    group by upload
) as problems on problems.upload = upload.upload
order by upload.upload
