-- one row per rating behind a team's figure in one dimension: the cell it came from
select
    rating.upload,
    upload.file,
    upload.sheet,
    rating.row,
    rating."column",
    question.header,
    rating.level,
    rating.is_inconsistent,
    coalesce(divisions.text, null) as division,
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
    on question.upload = rating.upload and question."column" = rating."column"
    and (question.dimension = $dimension_id)
left join label as teams on teams.label = members.team
left join label as divisions on divisions.label = members.division
where
    current_responses.cycle = $cycle
    and current_responses.rater = $rater
    and rating.dimension = $dimension
    and coalesce(teams.label_key, $no_team) = $team_key
    and ($division_key is null or divisions.label_key = $division_key)
qualify row_number() over (partition by rating.upload, rating.record order by question.header) = 1
order by rating.upload, rating.row, rating."column"
