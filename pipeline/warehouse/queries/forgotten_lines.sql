-- one row per line of a roster that names one of some people
create or replace temporary table forgotten_line as
select roster.upload, roster.row, roster.other, roster.name_person, upload.cycle
from roster
join upload on upload.upload = roster.upload
where list_contains($people, roster.person)
