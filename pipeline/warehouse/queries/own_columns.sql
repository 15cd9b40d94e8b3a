-- one row per column of an upload that alone answers one dimension, people standing one below the other
select
    question.upload,
    question."column",
    any_value(question.dimension) as dimension
from question
join upload on upload.upload = question.upload
where question.role = 'dimension' and upload.people_row is null
group by question.upload, question."column"
having
    count(*) = 1
    and any_value(question.dimension) not in (
        select other.dimension from question as other
        where
            other.upload = question.upload
            and other."column" <> question."column"
            and other.role = 'dimension'
    )
order by all
