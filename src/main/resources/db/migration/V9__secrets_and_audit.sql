-- Who changed what of the configuration, when. Rows are only ever added, and each row's seal covers the one before it, so
-- that an edited or removed one shows.
create table audit (
    number   bigint      primary key check (number > 0),
    at       timestamptz not null,
    actor    text        not null,
    action   text        not null,
    subject  text        not null,
    detail   text        not null,
    seal     bytea       not null
);

create trigger audit_is_kept before update or delete or truncate on audit
    for each statement execute function lading_refuse_change();

create index audit_of_secrets on audit (number) where action like 'secret.%';

-- Secrets, sealed by a key that is not in this database.
create table secret (
    name        text        primary key,
    key_id      text        not null,
    wrapped     bytea       not null,
    sealed      bytea       not null,
    changed_at  timestamptz not null,
    actor       text        not null
);
