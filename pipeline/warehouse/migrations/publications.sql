-- what earlier publications told; those of before are not known, so the next one counts as the first
alter table cycle add column min_group_detail smallint;
alter table cycle add column group_disclosure varchar;

-- one row per publication of a cycle, with the number of its snapshot
create table publication (
    publication integer not null,
    cycle smallint not null,
    rater varchar not null,
    way varchar not null,              -- first, again, hold, correct
    framework varchar not null,
    framework_version integer not null,
    has_answers boolean not null       -- published_answer holds them; else the cycle's answers are still the same
);

-- one row per publication, dimension and group of which anything was shown
create table published_group (
    publication integer not null,
    dimension varchar not null,
    kind varchar not null,
    division varchar,
    name varchar not null,
    has_levels boolean not null,
    has_gaps boolean not null,
    has_ticks boolean not null
);

-- one row per publication, dimension and team in a unit
create table published_unit (
    publication integer not null,
    dimension varchar not null,
    unit integer not null,             -- counts the units of the dimension
    division varchar,
    team varchar not null
);

-- one row per publication, dimension, division, team and role: the target that counted
create table published_target (
    publication integer not null,
    dimension varchar not null,
    division varchar,
    team varchar not null,
    role varchar,
    target integer
);

-- one row per publication, person and dimension with a level, from the cycle's first change after it
create table published_answer (
    publication integer not null,
    respondent bigint not null,        -- the person; negative: a fingerprint of a response that names nobody
    dimension smallint not null,
    division integer,
    team integer,
    role integer,
    level tinyint not null,
    ticks bigint not null
);

-- one row per publication, division, team, role, dimension and level, as counted for its figures
create table published_count (
    publication integer not null,
    division varchar,
    team varchar not null,
    role varchar,
    dimension varchar not null,
    level tinyint,
    people bigint not null
);

-- one row per publication, division, team, role, dimension and indicator, as counted for its figures
create table published_tick (
    publication integer not null,
    division varchar,
    team varchar not null,
    role varchar,
    dimension varchar not null,
    indicator varchar not null,
    asked bigint not null,
    ticked bigint not null
);
