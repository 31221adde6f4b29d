-- The audit proves: every row of the record that must not change is named in a seal, by a key that is not in this database.
--
-- Rows are sealed by the transactions that wrote them: all that a range of transaction numbers wrote, once none of them
-- runs any more. A row therefore carries its transaction's number, at eight bytes and without a second write.

-- ---- the audit, in partitions that retention can drop --------------------------------------------------------------

alter table audit rename to audit_before;
alter table audit_before rename constraint audit_pkey to audit_before_pkey;
drop index audit_of_secrets;
drop index audit_of_tokens;

create table audit (
    number   bigint      not null check (number > 0),
    at       timestamptz not null,
    actor    text        not null,
    action   text        not null,
    subject  text        not null,
    detail   text        not null,
    -- Of rows of earlier versions: a chain without a key.
    seal     bytea,
    xact     bigint      not null default (pg_current_xact_id()::text)::bigint,
    primary key (number, at)
) partition by range (at);
create index audit_of_secrets on audit (number) where action like 'secret.%';
create index audit_of_tokens on audit (number) where action in ('token.created', 'token.revoked');
create index audit_xact on audit (xact);
-- What a wrong clock dates out of all months is kept all the same.
create table audit_undated partition of audit default;

-- ---- what became of transmissions, sets and deliveries, each change of state ---------------------------------------

create sequence state_change_number;
create table state_change (
    number   bigint      not null default nextval('state_change_number'),
    kind     text        not null,
    row_id   bigint      not null,
    state    text        not null,
    at       timestamptz not null default now(),
    xact     bigint      not null default (pg_current_xact_id()::text)::bigint
) partition by range (at);
create index state_change_xact on state_change using brin (xact) with (pages_per_range = 32, autosummarize = on);
create table state_change_undated partition of state_change default;

-- Makes the monthly partitions from one month to another, both included; harmless to repeat.
create function lading_ensure_audit_partitions(first_month date, last_month date) returns integer
language plpgsql security definer as $$
declare
    month date := date_trunc('month', first_month);
    made integer := 0;
    parent text;
    child text;
begin
    while month <= date_trunc('month', last_month) loop
        foreach parent in array array['audit', 'state_change'] loop
            child := parent || '_' || to_char(month, 'YYYYMM');
            if to_regclass(child) is null then
                begin
                    execute format('create table %I partition of %I for values from (%L) to (%L)', child, parent,
                        month::timestamp at time zone 'UTC', (month + interval '1 month')::timestamp at time zone 'UTC');
                    made := made + 1;
                exception when check_violation then
                    null; -- rows of a clock that was wrong lie in the default partition; this month's join them
                end;
            end if;
        end loop;
        month := (month + interval '1 month')::date;
    end loop;
    return made;
end
$$;

select lading_ensure_audit_partitions(
    coalesce((select min(at) at time zone 'UTC' from audit_before), now() at time zone 'UTC')::date,
    ((now() at time zone 'UTC') + interval '2 months')::date);
insert into audit (number, at, actor, action, subject, detail, seal)
    select number, at, actor, action, subject, detail, seal from audit_before;
drop table audit_before;

create trigger audit_is_kept before update or delete or truncate on audit
    for each statement execute function lading_refuse_change();
create trigger state_change_is_kept before update or delete or truncate on state_change
    for each statement execute function lading_refuse_change();

-- ---- the rows that are sealed where they stand ----------------------------------------------------------------------

-- Rows of before have number 0: the first seal takes them all.
do $$
declare
    name text;
begin
    foreach name in array array['transmission', 'receipt', 'interchange', 'transaction_set', 'document', 'delivery',
            'acknowledgement', 'event', 'configuration'] loop
        execute format('alter table %I add column xact bigint not null default 0', name);
        execute format('alter table %I alter column xact set default (pg_current_xact_id()::text)::bigint', name);
        execute format('create index %I on %I using brin (xact) with (pages_per_range = 32, autosummarize = on)',
            name || '_xact', name);
    end loop;
end
$$;

-- The state a row was written with; what came after stands in state_change.
alter table transmission add column first_state text;
alter table transaction_set add column first_state text;
alter table delivery add column first_state text;

create function lading_first_state() returns trigger language plpgsql as $$
begin
    new.first_state := new.state;
    return new;
end
$$;
create trigger transmission_first_state before insert on transmission
    for each row execute function lading_first_state();
create trigger transaction_set_first_state before insert on transaction_set
    for each row execute function lading_first_state();
create trigger delivery_first_state before insert on delivery
    for each row execute function lading_first_state();

-- Runs as the owner: the hub's role cannot write a change of state but by changing it.
create function lading_state_change() returns trigger language plpgsql security definer as $$
begin
    insert into state_change (kind, row_id, state) values (tg_argv[0], new.id, new.state);
    return null;
end
$$;
-- SENDING says only that a try is on its way; what came of it is a change of its own.
create trigger transmission_state after update on transmission for each row
    when (old.state is distinct from new.state and new.state <> 'SENDING')
    execute function lading_state_change('transmission');
create trigger transaction_set_state after update on transaction_set for each row
    when (old.state is distinct from new.state) execute function lading_state_change('transaction_set');
create trigger delivery_state after update on delivery for each row
    when (old.state is distinct from new.state) execute function lading_state_change('delivery');

do $$
begin
    execute format('alter function lading_ensure_audit_partitions(date, date) set search_path = %I, pg_temp',
        current_schema());
    execute format('alter function lading_state_change() set search_path = %I, pg_temp', current_schema());
end
$$;

-- ---- the seals ------------------------------------------------------------------------------------------------------

-- The keys of the seals, each sealed by the master key; the public halves in the clear.
create table audit_key (
    id         text  primary key,
    public_key bytea not null,
    key_id     text  not null,
    wrapped    bytea not null,
    sealed     bytea not null
);

create table audit_seal (
    number    bigint      primary key check (number > 0),
    -- Transactions from the first, included, to the last, not included.
    from_xact bigint      not null,
    to_xact   bigint      not null,
    at        timestamptz not null,
    -- A line for each table with rows in it: its name, how many, the root of their Merkle tree.
    parts     text        not null,
    key_id    text        not null,
    mac       bytea       not null,
    signature bytea       not null
);
create trigger audit_seal_is_kept before update or delete or truncate on audit_seal
    for each statement execute function lading_refuse_change();

-- What retention dropped: from here on the rest is checked.
create table audit_retention (
    number    bigint      primary key check (number > 0),
    at        timestamptz not null,
    -- Rows of the dropped tables are not checked up to this seal, included.
    to_seal   bigint      not null,
    to_xact   bigint      not null,
    -- The last number of a dropped entry of the audit: the next one is never lower.
    last_number bigint    not null,
    -- The partitions, and of each table the first and the last number and how many.
    dropped   text        not null,
    -- The code of that seal, in hexadecimal.
    last_root text        not null,
    -- What remains of those tables up to the seal, as in audit_seal.
    parts     text        not null,
    key_id    text        not null,
    mac       bytea       not null,
    signature bytea       not null
);
create trigger audit_retention_is_kept before update or delete or truncate on audit_retention
    for each statement execute function lading_refuse_change();
