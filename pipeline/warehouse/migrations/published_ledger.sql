-- whose ledgers earlier publications told; of those of before it is not known, so that nothing new is told beside them

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
