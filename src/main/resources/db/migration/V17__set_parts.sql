-- A transaction set too large for one piece is translated part by part, each in its own commit: the row says which are done.
create table set_part (
    set_id          bigint      not null,
    ordinal         integer     not null,
    transmission_id bigint      not null,
    state           text        not null check (state in ('OPEN', 'TRANSLATED', 'HELD', 'QUARANTINED')),
    -- Its own lines; before them come the set's segments up to lead_end again.
    start_offset    bigint      not null,
    end_offset      bigint      not null,
    lead            integer     not null,
    lead_end        bigint      not null,
    passed          integer     not null,
    reason          text,
    primary key (set_id, ordinal)
);
create index set_part_transmission on set_part (transmission_id);
