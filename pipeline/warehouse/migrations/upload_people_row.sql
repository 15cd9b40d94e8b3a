-- one row per upload, from now on with the row in which people stand side by side
alter table upload add column people_row integer;
