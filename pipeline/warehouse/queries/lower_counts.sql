-- one row: how many uploads count fewer rows, responses and ratings, without those that are to be forgotten
update upload
set
    rows = upload.rows - gone.rows,
    responses = upload.responses - gone.responses,
    superseded = upload.superseded - gone.superseded,
    excluded = upload.excluded - gone.excluded,
    ratings = upload.ratings - gone.ratings
from (
    select
        forgotten_record.upload,
        count(*) as rows,
        count(*) filter (state = 'response') as responses,
        count(*) filter (state = 'superseded') as superseded,
        count(*) filter (state = 'excluded') as excluded,
        coalesce(sum(levels.ratings), 0) as ratings
    from forgotten_record
    left join (
        select upload, record, count(*) as ratings
        from rating
        group by upload, record
    ) as levels on levels.upload = forgotten_record.upload and levels.record = forgotten_record.row
    group by forgotten_record.upload
) as gone
where gone.upload = upload.upload
