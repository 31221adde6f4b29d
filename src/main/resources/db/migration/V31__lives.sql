-- One joining of the record by one process is a life. Claims name the life and not the number: a number is used again by
-- others, a life never, so that nothing a hub claimed can be taken for another's.
create sequence node_life as bigint;
alter table node
    add column life    bigint not null default nextval('node_life'),
    -- When it left, or when the others saw that it died; null while it lives. Its number is given to nobody before.
    add column left_at timestamptz;
create unique index node_of_life on node (life);

-- Nobody runs while tables are changed: what was claimed before is free.
update attempt set outcome = 'UNKNOWN', ended_at = now(),
    answer = 'The hub stopped while it was sending; the same bytes are sent again under the same key.'
where outcome = 'STARTED' and transmission_id in (select subject from work where claimed_by is not null);
update node set left_at = now();
drop index work_claimed;
update work set claim = null where claimed_by is not null;
alter table work alter column claimed_by type bigint using null;
create index work_claimed on work (claimed_by) where claimed_by is not null;
