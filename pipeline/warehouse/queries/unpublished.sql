-- one row per cycle with answers that publication $served does not hold, by name; is_new where it holds none of them
with published as (
    select cycle, max(publication) as publication
    from publication
    where publication <= $served
    group by all
),

noted as (
    select
        regexp_extract(detail, ' as snapshot ([0-9]+)$', 1)::integer as publication,
        max(acted_at) as published_at
    from action
    where action = 'publish' and regexp_matches(detail, ' as snapshot [0-9]+$')
    group by all
)

select
    cycle.name as cycle,
    published.publication is null as is_new
from upload
join cycle on cycle.cycle = upload.cycle
left join published on published.cycle = upload.cycle
left join noted on noted.publication = published.publication
where
    upload.kind = 'responses'
    and upload.rater = coalesce(cycle.rater, upload.rater)
group by cycle.name, published.publication, noted.published_at
having published.publication is null or max(upload.loaded_at) > noted.published_at
order by cycle.name
