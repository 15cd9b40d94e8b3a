-- one row per answer of a pair of cycles as before, with its level on the scale of both where ticks were scored again
update temp.pair_answer
set scored = scored_in.level::tinyint
from scored_in
where
    scored_in.is_later = pair_answer.is_later
    and scored_in.dimension = pair_answer.dimension
    and scored_in.ticks = pair_answer.ticks
