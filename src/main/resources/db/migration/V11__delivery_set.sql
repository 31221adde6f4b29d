-- Which outbound transaction set carries a delivery's document, so that an answer to the set is one to the document.
alter table delivery add column set_id bigint;
create index delivery_set on delivery (set_id) where set_id is not null;
