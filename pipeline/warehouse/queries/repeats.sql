-- one row per earlier upload of the cycle that shares records with this one, with how many of this one's; excluded ones aside
select
    earlier.upload,
    count(*) as records,
    (
        select count(*) from response where response.upload = earlier.upload and response.state <> 'excluded'
    ) as theirs
from response as mine
join upload on upload.upload = mine.upload
join response as theirs on theirs.content = mine.content and theirs.upload <> mine.upload
join upload as earlier on earlier.upload = theirs.upload
where
    mine.upload = $upload
    and earlier.cycle = upload.cycle
    and earlier.rater = upload.rater
    and earlier.survey_key = upload.survey_key
    and mine.occurrence = theirs.occurrence
    and mine.state <> 'excluded'
    and theirs.state <> 'excluded'
    and (mine.person is not distinct from theirs.person)
    and (mine.name_person is not distinct from theirs.name_person)
group by earlier.upload
order by records desc
