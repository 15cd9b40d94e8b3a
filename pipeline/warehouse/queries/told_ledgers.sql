-- one row per pair of cycles with one of two, dimension, fingerprint and form of a group's ledger that was told; group
-- null where it is not known whose; none from before a correction of either
with

corrected as (
    select cycle, max(publication) as publication
    from publication
    where way = 'correct'
    group by cycle
)

select distinct
    earlier.name as earlier,
    later.name as later,
    pair.dimension,
    pair.fingerprint,
    ledger.kind,
    ledger.division,
    ledger.name,
    ledger.has_levels,
    ledger.has_shortfall,
    ledger.is_merged
from published_pair as pair
join cycle as earlier on earlier.cycle = pair.earlier
join cycle as later on later.cycle = pair.later
left join corrected as before on before.cycle = pair.earlier
left join corrected as after on after.cycle = pair.later
left join published_ledger as ledger
    on ledger.publication = pair.publication
    and ledger.earlier = pair.earlier
    and ledger.later = pair.later
    and ledger.dimension = pair.dimension
where
    (list_contains($cycles, pair.earlier) or list_contains($cycles, pair.later))
    and pair.publication >= greatest(coalesce(before.publication, 0), coalesce(after.publication, 0))
order by all
