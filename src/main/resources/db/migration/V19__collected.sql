-- Documents that are translated and wait to leave together with others, by the agreement they leave by.
create table collected (
    delivery_id bigint      primary key,
    agreement   text        not null,
    -- What it takes as written, without the envelope.
    bytes       bigint      not null,
    created_at  timestamptz not null
);
create index collected_agreement on collected (agreement, delivery_id);

-- What does not wait for its connection's window.
alter table work add column urgent boolean not null default false;
