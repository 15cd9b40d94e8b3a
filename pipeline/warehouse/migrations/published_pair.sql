-- what earlier publications told of two cycles together; those of before told nothing

-- one row per publication, pair of cycles and dimension of which any ledger was told
create table published_pair (
    publication integer not null,
    earlier smallint not null,
    later smallint not null,
    dimension varchar not null,
    fingerprint bigint not null        -- of everything the ledgers are made of
);
