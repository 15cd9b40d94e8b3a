-- one row per column that resembles a dimension, or may serve it, and stays unread in a cycle
select
    problem.upload,
    upload.file,
    problem.sheet,
    problem.row,
    problem."column",
    problem.header,
    problem.value,
    problem.problem,
    problem.message
from problem
join upload on upload.upload = problem.upload
where
    upload.cycle = $cycle
    and upload.rater = $rater
    and problem.problem in ('similar_header', 'no_known_answer', 'other_scale', 'doubtful_column')
order by problem.upload, length(problem."column"), problem."column"
