-- What transmissions were processed with, so that each can be processed again as it was. Contents are kept once, whatever
-- the number of versions they belong to.

create table mapping_content (
    sha256   bytea       primary key,
    size     integer     not null,
    -- Deflated.
    content  bytea       not null
);

-- Maps, schemas and code lists that were in force together: lines of hash and path, deflated.
create table mapping_version (
    hash     bytea       primary key,
    size     integer     not null,
    manifest bytea       not null
);

create table knowledge (
    id            bigint      generated always as identity primary key,
    configuration bigint      not null references configuration,
    -- The partners as they were loaded, values of the environment included.
    community     text        not null,
    mappings      bytea       not null references mapping_version,
    at            timestamptz not null default now(),
    unique (configuration, community, mappings)
);

create trigger knowledge_is_kept before update on knowledge
    for each statement execute function lading_refuse_change();
create trigger mapping_version_is_kept before update on mapping_version
    for each statement execute function lading_refuse_change();
create trigger mapping_content_is_kept before update on mapping_content
    for each statement execute function lading_refuse_change();

-- What it was processed with; where it waits to be processed, what it must be processed with.
alter table transmission add column knowledge bigint;
