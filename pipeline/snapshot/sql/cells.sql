-- one row per group and dimension (or in one dimension): the company and the chosen division, then one page of groups
with

measured as (
    select
        *,
        case $measure
            when 'prevalence' then prevalence
            when 'mean_shortfall' then mean_shortfall
            when 'below' then below
            when 'coverage' then -coverage
            when 'depth' then depth
        end as gap,
    from query_table($figures)  -- gaps, or what_if: the same figures for one level as everybody's target
    where
        cycle = $cycle
        and ($what_if is null or target = $what_if)
        and dimension is not null
        and ($dimension is null or dimension = $dimension)
),

groups as (
    select
        kind,
        division,
        "group",
        bool_or(shown) as is_shown,
        round(avg(gap), 9) as mean_gap,  -- equal gaps must tie, then names decide
    from measured
    where kind in ($kind, case when $kind = 'team' then 'together' end)
    group by kind, division, "group"
),

named as (
    select
        *,
        case
            when count(*) over (partition by "group") > 1
                then concat("group", ' (', coalesce(division, 'no division'), ')')
            else "group"
        end as name,
    from groups
),

numbered as (
    select
        *,
        row_number() over (
            order by is_shown desc, mean_gap desc nulls last, lower("group"), division
        ) as line,
    from named
    where
        ($division is null or coalesce(division, "group") = $division)
        and contains(lower(name), lower($search))
),

tops as (
    select
        'Whole company' as name,
        0 as line,
        0 as top,
        measured.*,
    from measured
    where kind = 'company'
    union all
    select
        concat(measured."group", ', all of it'),
        0,
        1,
        measured.*,
    from measured
    where
        kind = 'division'
        and "group" = $division
        and $kind <> 'division'
),

paged as (
    select
        numbered.name,
        numbered.line,
        2 as top,
        measured.*,
    from measured
    inner join numbered
        on
            measured.kind = numbered.kind
            and measured."group" = numbered."group"
            and measured.division is not distinct from numbered.division
    where
        numbered.line between $first and $last
        and $kind <> 'company'
)

select * from tops
union all
select * from paged
order by top, line, place
