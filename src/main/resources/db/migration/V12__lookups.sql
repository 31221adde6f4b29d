-- Lookup tables that were put by REST: the whole of a table in one scope is one row of CSV, as files have it.
create table lookup_table (
    -- '' for all, a partner's id, or an agreement's.
    scope      text        not null,
    name       text        not null,
    content    text        not null,
    on_miss    text        not null default '',
    changed_by text        not null,
    changed_at timestamptz not null,
    primary key (scope, name)
);

-- Counts changes, so that each node knows when to read again.
create table lookup_change (
    single  boolean primary key default true check (single),
    version bigint  not null
);
insert into lookup_change (version) values (0);

-- What a document waits for: an inbound transmission to be processed again, or a delivery to be written.
create table lookup_wait (
    id              bigint      generated always as identity primary key,
    transmission_id bigint,
    delivery_id     bigint,
    agreement       text        not null,
    name            text        not null,
    column_name     text        not null,
    value           text        not null,
    read            boolean     not null,
    -- The day of the document, by which dated rows are looked at; null for today.
    day             date,
    created_at      timestamptz not null,
    check ((transmission_id is null) <> (delivery_id is null))
);
create index lookup_wait_transmission on lookup_wait (transmission_id) where transmission_id is not null;
create index lookup_wait_delivery on lookup_wait (delivery_id) where delivery_id is not null;
