-- Whose turn it is to do what one hub at a time may do. By the lease clock, as its name now says: other columns of the old
-- name are due by the business clock.
alter table lease rename column expires_at to held_until;
