-- one row per kind of stored problem of a cycle, or of one of its uploads: how many, and the first one's words
select
    problem.problem,
    count(*) as problems,
    arg_min(problem.message, (problem.upload, coalesce(problem.row, 0))) as message
from problem
join upload on upload.upload = problem.upload
join cycle on cycle.cycle = upload.cycle
where
    cycle.name = $cycle
    and ($upload is null or problem.upload = $upload)
group by problem.problem
order by problem.problem
