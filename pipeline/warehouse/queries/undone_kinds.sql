-- one row per kind of file of which an upload was taken back
select distinct split_part(loaded.detail, ' ', 1) as kind
from action as loaded
join action as undone on undone.upload = loaded.upload
where loaded.action = 'load' and undone.action = 'undo'
order by kind
