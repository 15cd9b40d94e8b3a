-- one row per stored problem, with the person a cell names spelled out (analysts only)
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
order by problem.upload, problem.row nulls first, length(problem."column") nulls first, problem."column"
