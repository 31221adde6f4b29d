-- Which partner files were in force, since when, and by whom. Rows are only ever added, and each version's seal covers the
-- seal before it, so that a changed or missing one shows.

create table configuration (
    version  bigint      primary key check (version > 0),
    hash     text        not null,
    actor    text        not null,
    note     text        not null,
    at       timestamptz not null,
    changes  jsonb       not null,
    seal     bytea       not null
);

create table configuration_content (
    sha256   bytea       primary key,
    content  bytea       not null
);

create table configuration_file (
    version  bigint      not null references configuration,
    path     text        not null,
    sha256   bytea       not null references configuration_content,
    primary key (version, path)
);

create function lading_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'Rows of % are only added, never changed or removed', tg_table_name;
end
$$;
create trigger configuration_is_kept before update or delete or truncate on configuration
    for each statement execute function lading_refuse_change();
create trigger configuration_file_is_kept before update or delete or truncate on configuration_file
    for each statement execute function lading_refuse_change();
create trigger configuration_content_is_kept before update or delete or truncate on configuration_content
    for each statement execute function lading_refuse_change();
