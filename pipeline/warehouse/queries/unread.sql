-- one row per problem in a row of somebody who counts in a group and has no rating in the dimension, with their number
with unread as (
    select
        problem.upload,
        upload.file,
        problem.sheet,
        problem.row,
        problem."column",
        problem.header,
        problem.value,
        problem.problem,
        problem.message
    from current_responses
    join problem
        on problem.upload = current_responses.upload
        and problem.row = current_responses.row
    join upload on upload.upload = problem.upload
    join members
        on members.respondent = current_responses.respondent
        and members.cycle = current_responses.cycle
        and members.rater = current_responses.rater
    left join label as teams on teams.label = members.team
    left join label as divisions on divisions.label = members.division
    left join label as roles on roles.label = members.role
    where
        current_responses.cycle = $cycle
        and upload.people_row is null  -- else a row is no person's
        and current_responses.rater = $rater
        and concat(problem.upload, ' ', problem."column") in (select unnest($columns))
        and not exists (
            select 1 from rating
            where
                rating.upload = current_responses.upload
                and rating.record = current_responses.row
                and rating.dimension = $dimension
        )
        and case $kind
            when 'team' then coalesce(teams.label_key, $no_team) = $group_key
            when 'division' then divisions.label_key = $group_key
            when 'role' then roles.label_key = $group_key
            else true
        end
        and ($is_any_division or divisions.label_key is not distinct from $division_key)
)

select
    unread.*,
    (select count(*) from unread) as found   -- not as a window over (): see docs/architecture.md
from unread
order by upload, row, length("column"), "column"
limit $most
