-- one row per earlier upload of the cycle that shares records with this one, with how many of this one's; excluded ones aside
with
earlier as (
    select other.upload
    from upload as own
    join upload as other
        on other.cycle = own.cycle and other.rater = own.rater and other.survey_key = own.survey_key
    where own.upload = $upload and other.upload <> own.upload
),
-- where there is no such upload, nothing of a million responses is looked at
theirs as (
    select response.*
    from response
    join earlier on earlier.upload = response.upload
    where response.state <> 'excluded'
)
select
    theirs.upload,
    count(*) as records,
    (select count(*) from theirs as counted where counted.upload = theirs.upload) as theirs
from response as mine
join theirs
    on theirs.content = mine.content
    and theirs.occurrence = mine.occurrence
    and theirs.person is not distinct from mine.person
    and theirs.name_person is not distinct from mine.name_person
where mine.upload = $upload and mine.state <> 'excluded'
group by theirs.upload
order by records desc
