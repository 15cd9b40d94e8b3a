-- one row per upload, dimension and level that its cycle's framework does not have, with the ratings and the first record
with

met as (
    select upload, dimension, level, count(*) as ratings, min(record) as record
    from rating
    group by upload, dimension, level
)

select met.upload, met.record, met.dimension, met.level, met.ratings
from met
join upload on upload.upload = met.upload
join cycle on cycle.cycle = upload.cycle
join framework on framework.framework = cycle.framework and framework.version = cycle.framework_version
where
    met.dimension not between 1 and json_array_length(framework.definition, '$.dimensions')
    or not list_contains(
        from_json(json_extract(framework.definition, '$.levels[*].level')::json, '["integer"]'),
        met.level
    )
order by all
