-- one row per snapshot number: who published it last; the number stands at the end of what was noted
select
    regexp_extract(detail, ' as snapshot ([0-9]+)$', 1)::integer as snapshot,
    arg_max(actor, acted_at) as published_by
from action
where
    action = 'publish'
    and regexp_matches(detail, ' as snapshot [0-9]+$')
group by all
order by snapshot
