-- What the hub needs of its owner while it runs goes through these: the role it runs by owns nothing.

alter function lading_ensure_partitions(date, date) security definer;
-- Names are looked for in the schema the tables are in, and never first among a caller's temporary tables.
do $$
begin
    execute format('alter function lading_ensure_partitions(date, date) set search_path = %I, pg_temp', current_schema());
end
$$;
