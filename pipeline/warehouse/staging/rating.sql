-- one row per record and dimension with a level
create or replace view rating as
select upload, record, row, "column", dimension, level, ticks, is_inconsistent
from single_rating
union all
select
    record_levels.upload,
    record_levels.record,
    record_levels.record as row,
    level_column."column",
    level_column.dimension,
    record_levels.levels[level_column.place] as level,
    0::bigint as ticks,
    false as is_inconsistent
from record_levels
join level_column on level_column.upload = record_levels.upload
where record_levels.levels[level_column.place] is not null
