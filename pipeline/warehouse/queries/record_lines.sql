-- one row per line of a record that gave a rating; a person of a long list has several
select distinct record, row as line
from rating
where upload = $upload and record in (select unnest($records::integer[]))
order by record, line
