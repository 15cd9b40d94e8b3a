-- one row per line of a roster, from now on with a second identifier of the person
alter table roster add column other integer;
