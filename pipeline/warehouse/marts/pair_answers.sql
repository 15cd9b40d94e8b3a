-- one row per person and dimension with a level, of the earlier cycle of a pair, then of the later
insert into pair_answer
select
    $is_later as is_later,
    counted_response.respondent as person,
    $places[rating.dimension] as dimension,
    rating.level,
    rating.ticks,
    rating.level as scored
from counted_response
join rating
    on rating.upload = counted_response.upload
    and rating.record = counted_response.row
where $places[rating.dimension] is not null
