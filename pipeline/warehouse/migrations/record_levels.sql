-- chosen levels stand side by side from now on, a row per record; ratings of before stay one by one
alter table rating rename to single_rating;

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
