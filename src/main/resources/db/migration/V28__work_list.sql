-- ---- documents that could not be made --------------------------------------------------------------------------------

-- The business numbers of sets of which no document was made (refused, held, quarantined, unrecognised, repeated), so that
-- they are found as documents are.
create table set_number (
    set_id          bigint not null,
    transmission_id bigint not null,
    -- What it would have become, such as Order; '' if nothing says it.
    document_type   text   not null,
    -- Its own number.
    number          text   not null,
    -- Every number by which somebody may look for it, its own first.
    numbers         text[] not null
);
create index set_number_set on set_number (set_id);
create index set_number_transmission on set_number (transmission_id);
create index set_number_number on set_number (number text_pattern_ops);
create index set_number_numbers on set_number using gin (numbers);

-- ---- what waits for a person -----------------------------------------------------------------------------------------

-- The transmission that stands in its place since somebody did it again.
alter table transmission add column superseded_by bigint;
update transmission t set superseded_by =
    (select max(n.id) from transmission n where n.again_of = coalesce(t.again_of, t.id) and n.id > t.id)
where t.id in (select coalesce(n.again_of, 0) from transmission n where n.again_of is not null)
   or t.again_of is not null;

-- A person said that something needs nobody any more, and why. What happens to it later counts anew, by its standing.
create table dismissal (
    -- A transmission, or a delivery that no transmission carries.
    subject  bigint      not null,
    standing text        not null,
    reason   text        not null,
    actor    text        not null,
    at       timestamptz not null,
    primary key (subject, standing)
);

create index expectation_trouble on expectation (state, transmission_id) where state in ('OVERDUE', 'REJECTED');

-- The one rule of what waits for a person. Whoever counts or lists it asks this view. An entry leaves when it is done again
-- (the later transmission then speaks for it), when a later document of the same partner, type and number replaced it,
-- when the answer came after all, or when a person dismissed it.
create view open_work as
with trouble as (
    -- Received, and not all of it could be taken.
    select t.id as subject, t.id as transmission_id, null::bigint as delivery_id, t.state as standing
    from transmission t
    where t.direction = 'IN' and t.state in ('UNRECOGNISED', 'QUARANTINED', 'HELD') and t.superseded_by is null
      and (not exists (select 1 from transaction_set s where s.transmission_id = t.id
              and s.state in ('UNRECOGNISED', 'QUARANTINED', 'HELD', 'REJECTED'))
          or exists (select 1 from transaction_set s where s.transmission_id = t.id
              and s.state in ('UNRECOGNISED', 'QUARANTINED', 'HELD', 'REJECTED')
              and not exists (select 1 from set_number n join document d on d.number = n.number
                  where n.set_id = s.id and d.set_id > s.id and d.type = n.document_type and d.partner = t.partner
                    and d.usage = t.usage)))
    union all
    -- Received, and refused.
    select distinct t.id, t.id, null::bigint, 'REJECTED'
    from transaction_set s join transmission t on t.id = s.transmission_id
    where s.state = 'REJECTED' and s.direction = 'IN' and t.state = 'PROCESSED' and t.superseded_by is null
      and not exists (select 1 from set_number n join document d on d.number = n.number
          where n.set_id = s.id and d.set_id > s.id and d.type = n.document_type and d.partner = t.partner
            and d.usage = t.usage)
    union all
    -- An acknowledgement of nothing we sent.
    select distinct t.id, t.id, null::bigint, 'ORPHAN'
    from transaction_set s join transmission t on t.id = s.transmission_id
    where s.state = 'ORPHAN' and s.direction = 'IN' and t.superseded_by is null
    union all
    -- Not written for its receiver.
    select v.id, d.transmission_id, v.id, 'HELD'
    from delivery v join document d on d.id = v.document_id
    where v.transmission_id is null and v.state = 'HELD'
    union all
    -- Not taken by its receiver.
    select t.id, t.id, null::bigint, t.state
    from transmission t
    where t.direction = 'OUT' and t.state in ('GIVEN_UP', 'HELD') and t.superseded_by is null
    union all
    -- Sent, and not answered in time, or refused. Sent once more it still waits for the same answer.
    select distinct t.id, t.id, null::bigint, e.state
    from expectation e join transmission t on t.id = e.transmission_id
    where e.state in ('OVERDUE', 'REJECTED')
      and (t.superseded_by is null
          or exists (select 1 from transmission n where n.id = t.superseded_by and n.again = 'RETRANSMIT'))
)
select w.* from trouble w
where not exists (select 1 from dismissal x where x.subject = w.subject and x.standing = w.standing);
