-- Nonces of sign-ins over SOAP, kept as long as their timestamps would be taken again, so that a message that was
-- overheard cannot be sent a second time; here and not in memory, for another process may get the second one.
create table used_nonce (
    connection text        not null,
    nonce      bytea       not null,
    until      timestamptz not null,
    primary key (connection, nonce)
);
create index used_nonce_until on used_nonce (until);
