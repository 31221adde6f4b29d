-- What travels around a content, for transports whose messages have ids and receipts of their own (AS2).

-- For direction IN the headers as they came; for OUT those that are sent, with the bytes in transmission.wire_payload, so
-- that every try sends the same.
create table wire_message (
    transmission_id bigint primary key,
    -- The transport's own id (AS2 Message-ID), by which a receipt that comes later finds what it is about.
    message_id      text,
    headers         text   not null,
    -- What the receipt must say; null where none is asked for.
    mic             text,
    -- Where it goes, if not where its connection says: a receipt that was asked to be sent later.
    url             text
);
create index wire_message_id on wire_message (message_id);

-- The receipt that was given for a transmission IN, byte for byte, for a repeat is answered with the same; the one that
-- came for a transmission OUT, as proof.
create table receipt (
    transmission_id bigint      primary key,
    disposition     text        not null,
    headers         text        not null,
    body            bytea       not null,
    -- The transmission that carries it, where it was not given in the answer.
    carried_by      bigint,
    created_at      timestamptz not null
);
