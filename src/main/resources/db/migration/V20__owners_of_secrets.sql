-- A secret belongs to one partner (or to ourselves, whose file has an id as well): only that partner's file may name it.
-- Those that are there belong to whom their name begins with, as globex-token does to globex.
alter table secret add column partner text;
update secret set partner = regexp_replace(name, '[._-].*$', '');
alter table secret alter column partner set not null;
