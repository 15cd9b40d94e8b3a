-- one row per person and dimension with a level, as a publication would tell it: what is held as it was told before
create or replace temporary table candidate_answer as
select answer.* exclude (cycle, rater)
from current_answers as answer
left join label as divisions on divisions.label = answer.division
left join label as teams on teams.label = answer.team
where
    answer.cycle = $cycle
    and answer.rater = $rater
    and not exists (
        select 1 from held
        where
            held.dimension = answer.dimension
            and held.team = coalesce(teams.text, $no_team)
            and held.division is not distinct from divisions.text
    )
union all by name
select answer.* exclude (publication)
from published_answer as answer
left join label as divisions on divisions.label = answer.division
left join label as teams on teams.label = answer.team
where
    answer.publication = $latest
    and exists (
        select 1 from held
        where
            held.dimension = answer.dimension
            and held.team = coalesce(teams.text, $no_team)
            and held.division is not distinct from divisions.text
    )
