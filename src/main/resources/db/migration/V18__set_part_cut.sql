-- The largest set that was taken in one piece when this one was cut, in bytes. Where the cuts stand follows from it alone, so
-- that reading the set once more cuts it at the same places, whatever the setting is by then.
alter table set_part add column whole_set integer;
