-- one row per row of raw cells (a column, where people stand side by side) that holds what is to be forgotten
select upload, row, people_row is not null as is_column
from forgotten_record
union
select rating.upload, rating.row, false
from rating
join forgotten_record on forgotten_record.upload = rating.upload and forgotten_record.row = rating.record
where forgotten_record.people_row is null
union
select upload, row, false
from forgotten_line
union
select problem.upload, problem.row, false
from problem
join upload on upload.upload = problem.upload
where problem.row is not null and list_contains($people, problem.person) and upload.people_row is null
