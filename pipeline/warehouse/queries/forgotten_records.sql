-- one row per record of an export that counts for one of some people, or names them
create or replace temporary table forgotten_record as
select
    stg_response.upload,
    stg_response.row,
    stg_response.state,
    stg_response.other,
    stg_response.name_person,
    upload.cycle,
    upload.people_row
from stg_response
join upload on upload.upload = stg_response.upload
where list_contains($people, stg_response.respondent) or list_contains($people, stg_response.person)
