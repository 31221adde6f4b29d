-- Which warnings of a certificate's end were given, so that all nodes together give each once.
create table certificate_alert (
    holder      text        not null,
    fingerprint text        not null,
    -- Days before the end: 60, 30, 7; 0 when it has ended.
    level       int         not null,
    told_at     timestamptz not null,
    primary key (holder, fingerprint, level)
);
