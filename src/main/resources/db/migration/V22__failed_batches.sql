-- A batch that failed is halved under a claim of its own: its work carries that number until it goes through or fails
-- alone, and nobody mixes it with what has not failed. claimed_by stays null, so nothing is stuck if a hub dies.
alter table work add column alone smallint not null default 0;
comment on column work.attempts is 'All tries, in whatever company.';
comment on column work.alone is 'Tries that failed with nothing else in the batch; these decide.';
create index work_failed on work (hop, lane, claim) where claim is not null and claimed_by is null;
