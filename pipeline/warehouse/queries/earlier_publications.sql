-- one row per publication of a cycle, the latest first, none from before the last correction
select
    publication,
    rater,
    way,
    framework,
    framework_version
from publication
where
    cycle = $cycle
    and publication >= coalesce(
        (select max(publication) from publication where cycle = $cycle and way = 'correct'),
        0
    )
order by publication desc
