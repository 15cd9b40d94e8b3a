-- one row per stored problem (of a cycle, kind or upload), or a part of them; people spelled out (analysts only)
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
    ($cycle is null or cycle.name = $cycle)
    and ($problem is null or problem.problem = $problem)
    and ($upload is null or problem.upload = $upload)
order by
    problem.upload, problem.row nulls first, length(problem."column") nulls first, problem."column", problem.message
limit coalesce($most, 9223372036854775807) offset $passed
