-- one row per upload, newest first, with its rulings and the headers of the columns that are questions or were ruled on
select
    upload.upload,
    upload.cycle,
    upload.file,
    upload.kind,
    upload.tool,
    upload.recipe,
    coalesce(
        list(question.header order by question."column") filter (
            where question.role <> 'metadata' or question.how is not null
        ),
        []
    ) as headers
from upload
left join question on question.upload = upload.upload
where $upload is null or upload.upload = $upload
group by all
order by upload.upload desc
