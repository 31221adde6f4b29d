-- The record: what came, what it contained, what became of it, what left, and what is still owed.
--
-- Ids are 64 bits: milliseconds since 2024-01-01 UTC in the upper 41, then 10 bits of node and 12 of sequence. They sort
-- by time, so a month is a range of ids, and tables whose rows retention drops are partitioned by id.

create function lading_first_id(at timestamptz) returns bigint language sql immutable parallel safe as $$
    select (extract(epoch from at) * 1000 - 1704067200000)::bigint << 22
$$;

-- ---- who is running -----------------------------------------------------------------------------------------------

-- A running hub holds the session advisory lock (7201, number); the lock falls with its connection, so death is seen
-- at once and without clocks.
create table node (
    number      smallint    primary key check (number between 0 and 1023),
    name        text        not null,
    started_at  timestamptz not null,
    -- No id above this was handed out before the last heartbeat plus its reserve; a restart begins beyond it.
    reserved_id bigint      not null
);

-- Timers that run once for all nodes: whoever holds the lease by the database's clock.
create table lease (
    name       text        primary key,
    node       smallint    not null,
    expires_at timestamptz not null
);

-- ---- payloads -----------------------------------------------------------------------------------------------------

-- Up to 64 KB stand in the row; larger ones in compressed chunks of 1 MB, written in the same transaction.
create table payload (
    id         bigint not null,
    size       bigint not null,
    sha256     bytea  not null,
    media_type text   not null,
    content    bytea,
    primary key (id)
) partition by range (id);
alter table payload alter column content set storage external;

create table payload_chunk (
    payload_id bigint  not null,
    ordinal    integer not null,
    size       integer not null,
    content    bytea   not null,
    primary key (payload_id, ordinal)
) partition by range (payload_id);
alter table payload_chunk alter column content set storage external;

-- ---- transmissions: what came or went over the wire once ----------------------------------------------------------

create table transmission (
    id              bigint      primary key,
    direction       text        not null check (direction in ('IN', 'OUT')),
    state           text        not null check (state in (
                        -- in
                        'RECEIVED', 'PROCESSED', 'REPEATED', 'UNRECOGNISED', 'QUARANTINED',
                        -- out
                        'READY', 'SENDING', 'SENT', 'RETRYING', 'UNKNOWN', 'GIVEN_UP', 'HELD')),
    lane            text        not null check (lane in ('ACKNOWLEDGEMENT', 'INTERACTIVE', 'BULK')),
    partner         text,
    connection      text,
    principal       text,
    door            text        not null,
    usage           text        check (usage in ('PRODUCTION', 'TEST', 'INFORMATION')),
    syntax          text        not null default 'UNKNOWN',
    media_type      text        not null,
    -- The stable key a repeat on the wire carries: Idempotency-Key, AS2 Message-ID, file name.
    transport_id    text,
    file_name       text,
    remote          text,
    size            bigint      not null,
    sha256          bytea       not null,
    wire_payload    bigint      not null,
    clear_payload   bigint      not null,
    reason          text,
    findings        jsonb,
    attempts        integer     not null default 0,
    again           text        check (again in ('RETRANSMIT', 'RE_ENVELOPE', 'REPROCESS')),
    -- The first of all the times it was done, and whether destinations that succeeded get it again.
    again_of        bigint,
    again_all       boolean     not null default false,
    created_at      timestamptz not null,
    completed_at    timestamptz
);
create index transmission_file_name on transmission (file_name text_pattern_ops)
    where direction = 'IN' and file_name is not null;
create index transmission_transport_id on transmission (transport_id) where direction = 'IN' and transport_id is not null;
create index transmission_again on transmission (again_of) where again_of is not null;
create index transmission_connection on transmission (connection, id desc);
create index transmission_open on transmission (state, id)
    where state in ('RECEIVED', 'UNRECOGNISED', 'QUARANTINED', 'RETRYING', 'UNKNOWN', 'GIVEN_UP', 'HELD');

-- A submitter's own key (Idempotency-Key) and what was answered to it.
create table submission_key (
    connection      text   not null,
    key             text   not null,
    sha256          bytea  not null,
    transmission_id bigint not null,
    primary key (connection, key)
);

create table attempt (
    id              bigint      primary key,
    transmission_id bigint      not null,
    ordinal         integer     not null,
    node            smallint    not null,
    outcome         text        not null check (outcome in ('STARTED', 'DELIVERED', 'TRANSIENT', 'PERMANENT', 'UNKNOWN')),
    answer          text,
    started_at      timestamptz not null,
    ended_at        timestamptz
);
create index attempt_transmission on attempt (transmission_id, ordinal);

-- ---- interchanges, groups, sets -----------------------------------------------------------------------------------

create table interchange (
    id                 bigint      primary key,
    transmission_id    bigint,
    direction          text        not null check (direction in ('IN', 'OUT')),
    ordinal            integer     not null,
    state              text        not null check (state in (
                           'ACCEPTED', 'PARTIALLY_ACCEPTED', 'REJECTED', 'REPEATED', 'HELD', 'UNRECOGNISED', 'ENVELOPED')),
    standard           text        not null,
    sender_qualifier   text        not null,
    sender             text        not null,
    receiver_qualifier text        not null,
    receiver           text        not null,
    control_number     text        not null,
    usage              text        not null,
    version            text        not null,
    interchange_date   text        not null,
    interchange_time   text        not null,
    delimiters         bytea       not null,
    start_offset       bigint      not null,
    end_offset         bigint      not null,
    sha256             bytea,
    repeat_of          bigint,
    findings           jsonb,
    created_at         timestamptz not null
);
create index interchange_transmission on interchange (transmission_id);
create index interchange_control_number on interchange (control_number, direction);

-- Which interchanges were seen: sender, receiver, usage and control number in one text. Its row lock serialises two
-- workers that hold the same interchange.
create table interchange_seen (
    key            text        primary key,
    sha256         bytea       not null,
    interchange_id bigint      not null,
    seen_at        timestamptz not null
);

create table functional_group (
    id              bigint  primary key,
    interchange_id  bigint  not null,
    direction       text    not null check (direction in ('IN', 'OUT')),
    ordinal         integer not null,
    state           text    not null check (state in (
                        'ACCEPTED', 'ACCEPTED_WITH_ERRORS', 'PARTIALLY_ACCEPTED', 'REJECTED', 'UNRECOGNISED', 'ENVELOPED')),
    functional_id   text    not null,
    sender          text    not null,
    receiver        text    not null,
    control_number  text    not null,
    release         text    not null,
    sets            integer not null,
    findings        jsonb
);
create index functional_group_interchange on functional_group (interchange_id);
create index functional_group_sent on functional_group (control_number, functional_id) where direction = 'OUT';

create table transaction_set (
    id              bigint      primary key,
    group_id        bigint      not null,
    interchange_id  bigint      not null,
    transmission_id bigint,
    direction       text        not null check (direction in ('IN', 'OUT')),
    ordinal         integer     not null,
    state           text        not null check (state in (
                        'ACCEPTED', 'ACCEPTED_WITH_ERRORS', 'REJECTED', 'TRANSLATED', 'MATCHED', 'ORPHAN', 'HELD', 'REPEATED',
                        'UNRECOGNISED', 'QUARANTINED', 'ENVELOPED')),
    type            text        not null,
    control_number  text        not null,
    release         text        not null,
    agreement       text,
    start_offset    bigint      not null,
    end_offset      bigint      not null,
    reason          text,
    findings        jsonb,
    -- One instant a stage, in the order received, unwrapped, identified, validated, acknowledged, translated, decided,
    -- translated out, enveloped; null where a stage was not reached.
    stage_times     timestamptz[] not null,
    created_at      timestamptz not null
);
create index transaction_set_transmission on transaction_set (transmission_id, ordinal);
create index transaction_set_interchange on transaction_set (interchange_id);
create index transaction_set_open on transaction_set (state, id)
    where state in ('HELD', 'UNRECOGNISED', 'QUARANTINED', 'ORPHAN', 'REJECTED');

-- ---- documents and deliveries -------------------------------------------------------------------------------------

create table document (
    id              bigint      primary key,
    set_id          bigint      not null,
    transmission_id bigint      not null,
    ordinal         integer     not null,
    type            text        not null,
    number          text        not null,
    -- Every business number by which somebody may look for it, its own first.
    numbers         text[]      not null,
    purpose         text,
    partner         text        not null,
    agreement       text        not null,
    usage           text        not null,
    issued          text,
    currency        text,
    lines           integer     not null,
    total           numeric,
    payload_id      bigint      not null,
    -- Hashes of what it was made with, so that lineage and replay are exact.
    map             text        not null,
    map_version     text        not null,
    schema_version  text        not null,
    agreement_version text      not null,
    unused          jsonb,
    created_at      timestamptz not null
);
-- Pattern operators serve equality as well, and beginnings of numbers whatever the database's locale.
create index document_number on document (number text_pattern_ops, id desc);
create index document_numbers on document using gin (numbers);
create index document_set on document (set_id);
create index document_transmission on document (transmission_id);

create table delivery (
    id              bigint      primary key,
    document_id     bigint,
    -- The outbound transmission that carries it; null while it waits to be enveloped.
    transmission_id bigint,
    partner         text        not null,
    connection      text        not null,
    agreement       text        not null,
    state           text        not null check (state in (
                        'WAITING', 'READY', 'DELIVERED', 'RETRYING', 'UNKNOWN', 'GIVEN_UP', 'HELD')),
    format          text        not null,
    map_version     text        not null,
    reason          text,
    findings        jsonb,
    created_at      timestamptz not null,
    completed_at    timestamptz
);
create index delivery_document on delivery (document_id);
-- Not by state: updates of a delivery stay on its page (HOT) as long as no index knows its state.
create index delivery_without_transmission on delivery (id) where transmission_id is null;
create index delivery_transmission on delivery (transmission_id);

-- ---- acknowledgements and what is owed ----------------------------------------------------------------------------

-- One row for each acknowledgement of one thing. For direction OUT we answered an inbound group or interchange, for IN
-- a partner answered an outbound one. Later ones never overwrite earlier ones.
create table acknowledgement (
    id              bigint      primary key,
    direction       text        not null check (direction in ('IN', 'OUT')),
    kind            text        not null,
    status          text        not null check (status in ('ACCEPTED', 'ACCEPTED_WITH_ERRORS', 'PARTIALLY_ACCEPTED', 'REJECTED', 'UNKNOWN')),
    -- What is acknowledged.
    interchange_id  bigint,
    group_id        bigint,
    set_id          bigint,
    -- The interchange and transmission that carry the acknowledgement.
    carried_by      bigint,
    transmission_id bigint,
    detail          jsonb,
    created_at      timestamptz not null
);
create index acknowledgement_interchange on acknowledgement (interchange_id);
create index acknowledgement_group on acknowledgement (group_id);
create index acknowledgement_carrier on acknowledgement (transmission_id) where transmission_id is not null;
create index acknowledgement_set on acknowledgement (set_id) where set_id is not null;

-- An answer we are owed.
create table expectation (
    id             bigint      primary key,
    kind           text        not null,
    state          text        not null check (state in ('OPEN', 'MET', 'REJECTED', 'OVERDUE')),
    partner        text        not null,
    interchange_id bigint,
    group_id       bigint,
    transmission_id bigint,
    due_at         timestamptz,
    met_by         bigint,
    created_at     timestamptz not null,
    closed_at      timestamptz
);
create index expectation_group on expectation (group_id);
create index expectation_interchange on expectation (interchange_id);
create index expectation_transmission on expectation (transmission_id);
create index expectation_due on expectation (due_at) where state = 'OPEN';

-- ---- control numbers ----------------------------------------------------------------------------------------------

-- The last number handed out. Taken by row lock in the envelope's commit: ascending, and without gaps by retry or crash.
create table counter (
    scope text   primary key,
    value bigint not null check (value between 0 and 999999999)
);

-- ---- events: what happened that the entities' own times do not tell, when and by whom ------------------------------

create table event (
    id              bigint      not null,
    kind            text        not null,
    actor           text        not null,
    transmission_id bigint,
    document_id     bigint,
    detail          text        not null,
    at              timestamptz not null,
    primary key (id)
) partition by range (id);
create index event_transmission on event (transmission_id);
create index event_document on event (document_id);

-- ---- work to do ---------------------------------------------------------------------------------------------------

-- One row for each transmission that waits for its next hop; deleted in the commit that finishes the hop.
-- PROCESS rows are locked by the worker's open transaction; DELIVER rows are claimed in a commit of their own, because
-- sending must not hold a transaction open and must leave a trace before it begins.
create table work (
    id           bigint      primary key,
    hop          text        not null check (hop in ('PROCESS', 'TRANSLATE', 'DELIVER')),
    lane         text        not null check (lane in ('ACKNOWLEDGEMENT', 'INTERACTIVE', 'BULK')),
    -- Whose share it counts against: the inbound connection, or the destination.
    flow         text        not null,
    subject      bigint      not null,
    bytes        bigint      not null,
    -- TRANSLATE: which accepted sets of a transmission too large for one batch.
    first_set    bigint,
    last_set     bigint,
    ready_at     timestamptz not null,
    -- First-in first-out per (destination, order number): the work rows with the same key go by (origin, id).
    order_key    bigint,
    origin       bigint      not null,
    origin_flow  text,
    attempts     integer     not null default 0,
    claimed_by   smallint,
    claim        bigint
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 2000);
create index work_free on work (hop, lane, flow, id) where claimed_by is null;
create index work_order on work (order_key, origin, id) where order_key is not null;
-- What has not been through the process hop yet: a delivery in order waits for everything its sender sent before it.
create index work_upstream on work (flow, origin) where hop in ('PROCESS', 'TRANSLATE');
create index work_claimed on work (claimed_by) where claimed_by is not null;

-- ---- partitions ---------------------------------------------------------------------------------------------------

-- Makes the monthly partitions from one month to another, both included; harmless to repeat.
create function lading_ensure_partitions(first_month date, last_month date) returns integer language plpgsql as $$
declare
    month date := date_trunc('month', first_month);
    made integer := 0;
    parent text;
    child text;
begin
    while month <= date_trunc('month', last_month) loop
        foreach parent in array array['payload', 'payload_chunk', 'event'] loop
            child := parent || '_' || to_char(month, 'YYYYMM');
            if to_regclass(child) is null then
                execute format('create table %I partition of %I for values from (%s) to (%s)', child, parent,
                    lading_first_id(month::timestamp at time zone 'UTC'),
                    lading_first_id((month + interval '1 month')::timestamp at time zone 'UTC'));
                made := made + 1;
            end if;
        end loop;
        month := (month + interval '1 month')::date;
    end loop;
    return made;
end
$$;

select lading_ensure_partitions((now() at time zone 'UTC')::date, ((now() at time zone 'UTC') + interval '2 months')::date);
