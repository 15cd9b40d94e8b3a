-- one row per upload: its counts as they are noted, and as its rows give them
select
    upload.upload,
    upload.kind,
    upload.rows,
    upload.responses + upload.superseded + upload.excluded + upload.refused as parts,
    upload.responses,
    upload.superseded,
    upload.excluded,
    upload.ratings,
    coalesce(records.responses, 0) as found_responses,
    coalesce(records.superseded, 0) as found_superseded,
    coalesce(records.excluded, 0) as found_excluded,
    coalesce(levels.ratings, 0) as found_ratings,
    coalesce(lines.lines, 0) as found_lines,
    coalesce(faults.rows, 0) as rows_with_problems
from upload
left join (
    select
        upload,
        count(*) filter (state = 'response') as responses,
        count(*) filter (state = 'superseded') as superseded,
        count(*) filter (state = 'excluded') as excluded
    from response
    group by upload
) as records on records.upload = upload.upload
left join (
    select upload, count(*) as ratings
    from rating
    group by upload
) as levels on levels.upload = upload.upload
left join (
    select upload, count(*) as lines
    from roster
    group by upload
) as lines on lines.upload = upload.upload
left join (
    select upload, count(distinct row) as rows
    from problem
    group by upload
) as faults on faults.upload = upload.upload
order by upload.upload
