-- Tokens of machines: what they may do, until when. Of the token itself only its hash is kept.
create table token (
    id           bigint      generated always as identity primary key,
    name         text        not null,
    hash         text        not null unique,
    -- Words of io.lading.security.Scope, with commas between.
    scopes       text        not null,
    -- What it may speak for; null for everything its scopes name.
    partner      text,
    connection   text,
    created_at   timestamptz not null,
    created_by   text        not null,
    expires_at   timestamptz not null,
    last_used_at timestamptz,
    -- When its use was last refused; the audit tells it once an hour.
    refused_at   timestamptz,
    revoked_at   timestamptz,
    check (connection is null or partner is not null)
);
create unique index token_name on token (name) where revoked_at is null;

create index audit_of_tokens on audit (number) where action in ('token.created', 'token.revoked');
