-- whose ratings the figures of a cycle use; fixed by its next publication, until then a setting
alter table cycle add column rater varchar;
