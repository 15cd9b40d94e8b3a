-- a snapshot: published aggregates of every cycle, no person, nothing hidden that was not nulled before
create table publication (
    schema_version integer not null,
    number integer not null,
    published_at timestamp not null
);
-- one row per published cycle
create table cycle (
    cycle varchar not null,
    framework varchar not null,        -- the rubric as it was, JSON
    company varchar not null,
    min_group integer not null,
    has_roster boolean not null,
    has_targets boolean not null,
    has_roadmap boolean not null,
    headcount integer,                 -- people on the roster (and respondents who are not); null without one
    respondents integer not null,      -- people who answered at least one dimension
    uploads integer not null,
    problems integer not null,
    promise varchar,                   -- what the people who answered were told
    rater varchar,                     -- whose ratings the figures use
    is_corrected boolean,              -- an error in an earlier publication was put right
    held varchar,                      -- names of groups that keep their earlier figures, JSON list
    published_at timestamp not null
);
-- one row per cycle, group and dimension (dimension null: pooled over all)
create table levels (
    cycle varchar not null,
    kind varchar not null,
    division varchar,
    "group" varchar not null,
    dimension varchar,
    dimension_name varchar,
    headcount integer,
    assessed integer,
    no_answer integer,
    levels varchar,                    -- people per level, JSON object; null where hidden
    shown boolean not null,
    place integer not null             -- order of display
);
-- one row per cycle, group and dimension (dimension null: pooled over all)
create table gaps (
    cycle varchar not null,
    kind varchar not null,
    division varchar,
    "group" varchar not null,
    dimension varchar,
    dimension_name varchar,
    headcount integer,
    assessed integer,
    no_answer integer,
    shown boolean not null,
    target integer,
    target_source varchar not null,
    below integer,
    prevalence double,
    prevalence_low double,
    prevalence_high double,
    prevalence_min double,
    prevalence_max double,
    shortfall integer,
    mean_shortfall double,
    mean_shortfall_low double,
    mean_shortfall_high double,
    depth double,
    p1 double,
    p2 double,
    coverage double,
    response double,
    fragile boolean,
    place integer not null             -- order of display
);
-- one row per cycle, level, group and dimension (null: pooled): if that level were the target of everybody;
-- follows from the row of `levels`, and is null where the people per level are
create table what_if (
    cycle varchar not null,
    kind varchar not null,
    division varchar,
    "group" varchar not null,
    dimension varchar,
    dimension_name varchar,
    headcount integer,
    assessed integer,
    no_answer integer,
    shown boolean not null,
    target integer not null,
    target_source varchar not null,
    below integer,
    prevalence double,
    prevalence_low double,
    prevalence_high double,
    prevalence_min double,
    prevalence_max double,
    shortfall integer,
    mean_shortfall double,
    mean_shortfall_low double,
    mean_shortfall_high double,
    depth double,
    p1 double,
    p2 double,
    coverage double,
    response double,
    fragile boolean,
    contribution double,               -- share of everybody below in the company
    contribution_p1 double,
    contribution_p2 double,
    place integer not null             -- order of display
);
-- one row per cycle and dimension that is shown for the company: in which order gaps deserve attention
create table priority (
    cycle varchar not null,
    dimension varchar not null,
    criticality double,                -- weighted people short that would vanish; 0 without a roadmap
    class varchar not null,            -- A critical and common, B critical, C common, D the rest
    rank integer not null,             -- from 1
    rank_low integer not null,
    rank_high integer not null,
    place integer not null             -- order of display
);
-- one row per cycle, group, ranking and gap that has a place in it: the dimensions of a group in order
create table ranking (
    cycle varchar not null,
    kind varchar not null,
    division varchar,
    "group" varchar not null,
    ranking varchar not null,          -- common, largest
    place integer not null,            -- from 1
    dimension varchar not null,
    reason varchar not null            -- one sentence: why it stands there
);
-- one row per cycle, group and dimension: the group's part of the company's gap
create table contributions (
    cycle varchar not null,
    kind varchar not null,
    division varchar,
    "group" varchar not null,
    dimension varchar not null,
    dimension_name varchar not null,
    below integer,
    contribution double,               -- share of everybody below target in the company
    contribution_p1 double,
    contribution_p2 double,
    shown boolean not null,
    place integer not null             -- order of display
);
-- one row per cycle, group, dimension and indicator: of those who answered by checklist, who ticked it
create table indicators (
    cycle varchar not null,
    kind varchar not null,
    division varchar,
    "group" varchar not null,
    dimension varchar not null,
    dimension_name varchar not null,
    level integer not null,            -- the level that the indicator describes
    indicator varchar not null,
    indicator_text varchar not null,
    supporting boolean not null,       -- whether it holds nobody back
    asked integer,                     -- 0: nobody of the group answered by checklist; null where hidden
    ticked integer,
    missing integer,
    missing_share double,
    shown boolean not null,
    place integer not null             -- order of display
);
-- one row per cycle and project of its roadmap; null where a need that is not shown could tell or be told
create table project (
    cycle varchar not null,
    project varchar not null,
    weight double not null,
    unmet integer,                     -- people short in the reported best staffing
    unmet_low integer,                 -- the same if all the silent qualified
    enough_on_paper boolean,           -- nothing short if each need had everybody for itself, yet short
    blocked boolean,                   -- short in every best staffing
    contended boolean,                 -- short in some best staffings, not in every
    blocked_low boolean,               -- blocked even if all the silent qualified
    bus_factor integer,                -- least of qualified - people + 1
    unlock_steps integer,              -- fewest person-steps that staff it; null where none is needed or enough
    weight_per_step double,
    unlock_place integer,              -- order by weight per step, ties sharing a place
    shown boolean not null,            -- all its needs are
    place integer not null             -- order of the roadmap
);
-- one row per cycle, project and need; figures null where not shown
create table need (
    cycle varchar not null,
    project varchar not null,
    dimension varchar not null,
    level integer not null,
    division varchar,
    team varchar,
    shared boolean not null,
    people integer not null,           -- asked for
    qualified integer,
    qualified_high integer,            -- all the silent of its group counted too
    naive_unmet integer,
    unmet integer,
    rests_on_everybody boolean,        -- no more qualified than asked for
    shown boolean not null,
    place integer not null             -- order of the roadmap
);
-- one row per cycle, project that is short, dimension and levels: whom to bring up so that it is staffed
create table unlock (
    cycle varchar not null,
    project varchar not null,
    dimension varchar not null,
    "from" integer not null,
    "to" integer not null,
    people integer not null,
    place integer not null             -- order of display
);
-- one row per two cycles, measure, group and dimension (null: pooled): what changed; written with the cycle published last
create table change (
    cycle varchar not null,            -- the one with whose publication it was worked out
    earlier varchar not null,
    later varchar not null,
    measure varchar not null,          -- mean_shortfall, prevalence, level
    kind varchar not null,
    division varchar,
    "group" varchar not null,
    dimension varchar,
    dimension_name varchar,
    before double,                     -- everyone in the earlier cycle
    after double,                      -- everyone in the later one
    change double,
    ledger varchar,                    -- JSON: entries that add up to change; null where not shown or nobody matched
    people varchar,                    -- JSON: heads by class
    matched integer,
    low double,
    high double,
    improved integer,
    same integer,
    declined integer,
    crossed_up integer,                -- matched people below target then and no more
    crossed_down integer,
    transitions varchar,               -- JSON: matched people by level then and now
    p_value double,
    q_value double,
    verdict varchar,                   -- clear, unclear
    comparison varchar not null,       -- same rubric, common indicators, crosswalk, not comparable
    shown boolean not null,
    place integer not null             -- order of display
);
-- one row per cycle and dimension: what was found when everything published of it was looked at together
create table verdict (
    cycle varchar not null,
    dimension varchar not null,
    verdict varchar not null,          -- safe; doubt: the search came to no end; nothing: is shown; open: is held back
    min_group integer not null,        -- nothing of fewer people can be worked out
    earlier integer not null,          -- earlier publications of the cycle that it was held against
    groups integer not null,           -- shown
    parts integer not null,            -- different sets of people in them: groups, by target, by checklist
    atoms integer,                     -- teams by roles of everybody asked; null without a roster
    units integer not null,            -- shown rows of teams and of small teams together
    people integer,                    -- in them; null where there are none
    smallest_unit integer,             -- people of the smallest of them
    teams_alone integer not null,      -- with a row of their own
    teams_together integer not null,   -- in a row of small teams together
    teams_unseen integer not null,     -- in neither
    told_share double,                 -- of everybody with an answer, those in one of the units
    place integer not null             -- order of the framework
);
-- one row per cycle, track and module that somebody may need, in the order to be taken; people null where not shown
create table programme (
    cycle varchar not null,
    track varchar not null,
    track_name varchar not null,
    module varchar not null,
    module_name varchar not null,
    dimension varchar not null,
    dimension_name varchar not null,
    from_level integer not null,
    to_level integer not null,
    instruction_hours double not null,
    hands_on_hours double not null,
    presentation_hours double not null,
    hours double not null,             -- of one learner
    prerequisites varchar not null,    -- ids of modules, divided by commas
    quarter integer not null,          -- from 1, for somebody who starts now
    class varchar,                     -- of the gap, as in priority; null where the company's row is hidden
    people integer,                    -- who need it
    steps integer,                     -- levels that it closes for them
    seat_hours double,
    cohorts integer,                   -- of at most twelve
    gains varchar,                     -- people by the levels that it closes for each, JSON object
    about varchar not null,
    apply varchar not null,            -- what to do at work within a week
    shown boolean not null,
    place integer not null             -- order of display
);
-- one row per publication's cycle, cycle of the gap and dimension: what is done about it, and by nobody's name
create table gap_action (
    cycle varchar not null,
    of_cycle varchar not null,
    dimension varchar not null,
    action varchar not null,
    due varchar,                       -- the day as text, 2026-12-31
    status varchar not null,           -- planned, under way, done, dropped
    place integer not null             -- order of display
);
-- one row per cycle and step of its launch
create table launch_step (
    cycle varchar not null,
    step varchar not null,
    done_on varchar,                   -- the day as text; null: not done
    place integer not null             -- order of display
);
