-- raw cells of few different texts are numbers from now on; those of before stay as they are
-- one row per column of raw cells that keeps numbers: the texts that they mean, from 0 on
create table cell_text (
    upload integer not null,
    "column" smallint not null,
    texts varchar[] not null
);
