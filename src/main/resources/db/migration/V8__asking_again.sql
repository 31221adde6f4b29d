-- A receipt that is overdue is asked for by sending the same message again, so many times; then a person is told.
alter table expectation
    add column asks_left   smallint not null default 0,
    -- How soon it is owed after each time it was sent; null where the first time alone counts.
    add column owed_within interval;
