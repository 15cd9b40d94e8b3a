-- one row: the last draft that was made, and whether anything it was made of may have changed since
select
    regexp_extract(made.detail, '^cycle (.*) as draft [0-9]+$', 1) as cycle,
    regexp_extract(made.detail, ' as draft ([0-9]+)$', 1)::integer as draft,
    made.actor as drafted_by,
    strftime(made.acted_at, '%Y-%m-%dT%H:%M:%S') as drafted_at,
    exists (
        select 1 from action
        where action.acted_at > made.acted_at and action.action not in ('draft', 'rollback')
    ) as is_outdated
from action as made
where made.action = 'draft'
order by made.acted_at desc
limit 1
