-- one row: the cycle asked for; none where it is not published
select
    cycle,
    framework,
    company,
    min_group,
    has_roster,
    has_targets,
    has_roadmap,
    headcount,
    respondents,
    uploads,
    problems,
    published_at,
from cycle
where cycle = $cycle
