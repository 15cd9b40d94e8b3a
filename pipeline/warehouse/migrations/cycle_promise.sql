-- what the people who answered were told; where nobody said, that nobody sees a person's answer
alter table cycle add column promise varchar;
update cycle set promise = 'groups' where framework is not null;
