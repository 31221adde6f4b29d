-- Each chunk has the hash of its own bytes, before they were deflated, so that a part can be read and compared. Chunks from
-- before have none; they are compared as a whole where they are read as a whole.
alter table payload_chunk add column sha256 bytea;

-- Payloads whose stored bytes were found not to have their hash any more. A row goes when they have it again.
create table changed_payload (
    payload_id bigint      primary key,
    found_at   timestamptz not null default now(),
    detail     text        not null
);
