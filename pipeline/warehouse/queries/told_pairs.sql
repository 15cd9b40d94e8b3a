-- one row per dimension and fingerprint of two cycles whose ledgers were told, none from before a correction of either
select distinct
    dimension,
    fingerprint
from published_pair
where
    earlier = $earlier
    and later = $later
    and publication >= coalesce(
        (select max(publication) from publication where cycle in ($earlier, $later) and way = 'correct'),
        0
    )
