-- one row per rating behind a group's figure in one dimension: the cell it came from, and how many there are
select
    rating.upload,
    upload.file,
    upload.sheet,
    rating.row,
    rating."column",
    question.header,
    rating.level,
    rating.is_inconsistent,
    rating.ticks,
    divisions.text as division,
    coalesce(teams.text, $no_team) as team
from current_responses
join rating
    on rating.upload = current_responses.upload
    and rating.record = current_responses.row
join upload on upload.upload = rating.upload
join members
    on members.respondent = current_responses.respondent
    and members.cycle = current_responses.cycle
    and members.rater = current_responses.rater
left join question
    on question.upload = rating.upload
    and (question."column" = rating."column" or upload.people_row is not null)
    and question.dimension = $dimension_id
left join label as teams on teams.label = members.team
left join label as divisions on divisions.label = members.division
left join label as roles on roles.label = members.role
where
    current_responses.cycle = $cycle
    and current_responses.rater = $rater
    and rating.dimension = $dimension
    and case $kind
        when 'team' then coalesce(teams.label_key, $no_team) = $group_key
        when 'division' then divisions.label_key = $group_key
        when 'role' then roles.label_key = $group_key
        else true
    end
    and ($is_any_division or divisions.label_key is not distinct from $division_key)
qualify row_number() over (partition by rating.upload, rating.record order by question.header) = 1
order by rating.upload, rating.row, rating."column"
limit $most offset $passed
