-- one row per stored problem of one kind, a part of them in the order of the files; people spelled out (analysts only)
select
    problem.upload,
    cycle.name as cycle,
    upload.file,
    problem.sheet,
    problem.row,
    problem."column",
    problem.header,
    coalesce(problem.value, people.identifier, people.name) as value,
    problem.problem,
    problem.message
from problem
join upload on upload.upload = problem.upload
join cycle on cycle.cycle = upload.cycle
left join people on people.person = problem.person
where
    cycle.name = $cycle
    and problem.problem = $problem
    and ($upload is null or problem.upload = $upload)
order by
    problem.upload, problem.row nulls first, length(problem."column") nulls first, problem."column", problem.message
limit $most offset $passed
