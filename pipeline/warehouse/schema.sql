-- the warehouse, person level; no keys, enums, sequences or indexes, so that it can move to DuckLake unchanged
create table schema_version (version integer not null);

-- one row per framework and version that was imported or used by a cycle
create table framework (
    framework varchar not null,
    version integer not null,
    definition varchar not null        -- the rubric, JSON
);

-- one row per cycle
create table cycle (
    cycle smallint not null,
    name varchar not null,
    framework varchar,                 -- fixed by the first responses, null before them
    framework_version integer,
    min_group smallint,                -- frozen by the first publication
    promise varchar,                   -- what the people who answer were told; null before the first answers
    rater varchar,                     -- whose ratings the figures use; frozen by the first publication
    min_group_detail smallint,         -- frozen by the first publication
    group_disclosure varchar,          -- frozen by the first publication
    series varchar                     -- whose teams figures over two cycles use; frozen by the first publication
);

-- one row per export that was loaded
create table upload (
    upload integer not null,
    cycle smallint not null,
    kind varchar not null,             -- responses, roster, targets, roadmap
    file varchar not null,
    file_hash varchar not null,
    tool varchar,
    sheet varchar,
    rater varchar not null,
    rows integer not null,
    responses integer not null,
    superseded integer not null,
    excluded integer not null,
    refused integer not null,
    ratings integer not null,
    survey_key bigint not null,
    person_column smallint,            -- the column that says who answered
    recipe varchar not null,           -- the rulings, YAML
    loaded_at timestamp not null,
    people_row integer                 -- where people stand side by side; null where one below the other
);

-- one row per column of an export
create table question (
    upload integer not null,
    "column" smallint not null,
    header varchar not null,
    role varchar not null,
    dimension varchar,
    how varchar,
    attribute varchar
);

-- one row per column of raw cells that keeps numbers: the texts that they mean, from 0 on
create table cell_text (
    upload integer not null,
    "column" smallint not null,
    texts varchar[] not null
);

-- one row per name of a team, division, role or location
create table label (
    label integer not null,
    label_key varchar not null,        -- case and blanks levelled
    text varchar not null              -- as most usual in the first upload that had it
);

-- one row per address, employee id or bare name ever met: the only place where they stand
create table people (
    person integer not null,
    person_key varchar not null,       -- keyed hash; raw cells hold it instead
    identifier varchar,
    name varchar
);

-- one row per record of an export of responses
create table response (
    upload integer not null,
    row integer not null,
    person integer,                    -- address or employee id
    other integer,                     -- a second identifier
    name_person integer,               -- a name
    is_namesake boolean not null,
    team integer,
    division integer,
    role integer,
    location integer,
    completed_at timestamp,
    state varchar not null,            -- response, superseded, excluded
    content bigint not null,           -- fingerprint of time and answers
    response_key bigint not null,      -- what tells the response apart in another export of the survey
    occurrence integer not null        -- counts equal response keys within the file
);

-- one row per record and dimension with a level that is not among the levels of record_levels
create table single_rating (
    upload integer not null,
    record integer not null,           -- response.row
    row integer not null,              -- the cell the level came from
    "column" smallint not null,
    dimension smallint not null,       -- place in the cycle's framework, from 1
    level tinyint not null,
    ticks bigint not null,             -- indicators as bits, 0 where no checklist was answered
    is_inconsistent boolean not null
);

-- one row per record of an export: its levels in the dimensions in which every level of the export was chosen in one
-- column and in the record's own row; the view rating has them one by one
create table record_levels (
    upload integer not null,
    record integer not null,           -- response.row
    levels tinyint[] not null          -- by place, null where there is no rating
);

-- one row per place among the levels of an export's records
create table level_column (
    upload integer not null,
    place smallint not null,           -- from 1
    "column" smallint not null,
    dimension smallint not null        -- place in the cycle's framework, from 1
);

-- one row per thing in an export that could not be used
create table problem (
    upload integer not null,
    sheet varchar,
    row integer,
    "column" varchar,
    header varchar,
    value varchar,
    person integer,                    -- instead of the value where the cell names somebody
    problem varchar not null,
    message varchar not null
);

-- one row per line of a roster
create table roster (
    upload integer not null,
    row integer not null,
    person integer not null,
    other integer,                     -- a second identifier of the same person
    name_person integer,
    team integer,
    division integer,
    role integer,
    location integer,
    manager integer                    -- people.person
);

-- one row per line of a targets file, as written; resolved when read
create table target (
    upload integer not null,
    row integer not null,
    role varchar,
    team varchar,
    division varchar,
    dimension varchar,
    level varchar,
    impact varchar
);

-- one row per line of a roadmap, as written; resolved when read
create table need (
    upload integer not null,
    row integer not null,
    project varchar,
    priority varchar,
    weight varchar,
    team varchar,
    division varchar,
    dimension varchar,
    level varchar,
    people varchar,
    shared varchar
);

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

-- one row per publication, pair of cycles and dimension of which any ledger was told
create table published_pair (
    publication integer not null,
    earlier smallint not null,
    later smallint not null,
    dimension varchar not null,
    fingerprint bigint not null        -- of everything the ledgers are made of
);

-- one row per publication, pair of cycles, dimension and group whose ledger was told
create table published_ledger (
    publication integer not null,
    earlier smallint not null,
    later smallint not null,
    dimension varchar not null,
    kind varchar not null,
    division varchar,
    name varchar not null,
    has_levels boolean not null,       -- told of levels
    has_shortfall boolean not null,    -- told of shortfalls
    is_merged boolean not null         -- in joined and gone
);

-- one row per cycle and dimension for whose gap somebody planned something
create table gap_action (
    cycle smallint not null,
    dimension varchar not null,
    owner varchar,                     -- a person, as an analyst wrote it; never published
    action varchar not null,
    due date,
    status varchar not null,           -- planned, under way, done, dropped
    note varchar
);

-- one row per cycle and step of its launch that is done
create table launch_step (
    cycle smallint not null,
    step varchar not null,
    done_on date not null
);

-- one row per thing that somebody did to the warehouse
create table action (
    acted_at timestamp not null,
    actor varchar not null,
    action varchar not null,           -- load, undo, publish, rollback, import, config, rule, backup, ...
    upload integer,
    detail varchar not null
);
