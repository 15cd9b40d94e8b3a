-- one row per cycle with answers that publication $served, of cycles $shown, does not hold, by name; is_new: of none
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
    not list_contains($shown, cycle.name) as is_new   -- a publication after one went back leaves later cycles out
from upload
join cycle on cycle.cycle = upload.cycle
left join published on published.cycle = upload.cycle
left join noted on noted.publication = published.publication
where
    upload.kind = 'responses'
    and upload.rater = coalesce(cycle.rater, upload.rater)
group by cycle.name, noted.published_at
having not list_contains($shown, cycle.name) or max(upload.loaded_at) > noted.published_at
order by cycle.name
