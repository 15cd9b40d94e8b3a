-- one row per column of an upload that has a header or a cell: what it was read as
select
    question."column",
    question.header,
    question.role,
    question.dimension,
    question.attribute
from question
where question.upload = $upload
order by question."column"
