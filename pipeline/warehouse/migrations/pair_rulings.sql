-- what was ruled between two cycles; until now nothing was
alter table cycle add column series varchar;

-- one row per pair of cycles, dimension and level of the earlier rubric: what became of it, as somebody ruled
create table crosswalk (
    cycle smallint not null,           -- the later one
    earlier smallint not null,
    dimension varchar not null,
    level tinyint not null,
    ruling varchar not null            -- same, stricter, looser, split, new; perhaps with levels of the later rubric
);

-- one row per person of an earlier cycle whom somebody ruled to be another one of a later cycle
create table same_person (
    cycle smallint not null,           -- the later one
    earlier smallint not null,
    person integer not null,           -- people.person in the earlier cycle
    is_person integer not null         -- people.person in the later one
);

-- one row per pair of cycles and team of the earlier one that has another name or division in the later one
create table team_map (
    cycle smallint not null,           -- the later one
    earlier smallint not null,
    division integer,
    team integer not null,
    now_division integer,
    now_team integer not null
);
