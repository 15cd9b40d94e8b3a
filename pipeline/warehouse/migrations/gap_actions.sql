-- what is done about gaps; until now nothing was kept of it
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
