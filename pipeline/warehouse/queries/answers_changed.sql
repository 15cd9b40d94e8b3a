-- one row: whether a publication's answers, as they were kept, differ from those of its cycle now
with

kept as (
    select respondent, dimension, division, team, role, level, ticks
    from published_answer
    where publication = $publication
),

now as (
    select respondent, dimension, division, team, role, level, ticks
    from current_answers
    where cycle = $cycle and rater = $rater
)

select
    exists (from kept except from now) or exists (from now except from kept) as is_changed
