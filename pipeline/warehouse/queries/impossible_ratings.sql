-- one row per rating of a dimension or level that its cycle's framework does not have
select rating.upload, rating.record, rating.dimension, rating.level
from rating
join upload on upload.upload = rating.upload
join cycle on cycle.cycle = upload.cycle
join framework on framework.framework = cycle.framework and framework.version = cycle.framework_version
where
    rating.dimension not between 1 and json_array_length(framework.definition, '$.dimensions')
    or not list_contains(
        list_transform(
            from_json(json_extract(framework.definition, '$.levels[*].level')::json, '["integer"]'), lambda n: n
        ),
        rating.level
    )
order by all
