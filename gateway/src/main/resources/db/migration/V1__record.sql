-- The record: what happened, for the operator desk, search and statistics. Written from the journal
-- only; every statement here runs on PostgreSQL and on H2 in PostgreSQL mode.

create table contact (
  id uuid primary key,
  name varchar,
  phone varchar,
  created_at timestamp with time zone not null
);

create table contact_channel (
  urn varchar primary key,
  contact_id uuid not null references contact (id),
  channel varchar not null,
  displayed_name varchar,
  stopped boolean not null
);
create index contact_channel_contact on contact_channel (contact_id);

-- A conversation's id is the URN it is held with.
create table conversation (
  id varchar primary key,
  contact_id uuid not null references contact (id),
  started_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  turn bigint not null
);

-- Turn and ordinal tell the order: ordinal -1 is what the person sent, from 0 on the answers; an
-- answer's key is conversation_id:turn:ordinal. No foreign key from here: it would be checked for
-- every message, and the journal's order guarantees that the conversation is there.
create table message (
  conversation_id varchar not null,
  turn bigint not null,
  ordinal integer not null,
  kind varchar not null,
  words varchar not null,
  happened_at timestamp with time zone not null,
  status varchar not null,
  failure varchar,
  external_ids varchar,
  primary key (conversation_id, turn, ordinal)
);

create table attachment (
  conversation_id varchar not null,
  turn bigint not null,
  ordinal integer not null,
  kind varchar not null,
  reference varchar not null,
  media_type varchar not null,
  file_name varchar not null,
  bytes bigint not null,
  primary key (conversation_id, turn, ordinal)
);

create table appeal (
  reference varchar primary key,
  conversation_id varchar not null,
  number varchar,
  category varchar not null,
  description varchar not null,
  address varchar,
  street_id varchar,
  latitude double precision,
  longitude double precision,
  phone varchar,
  name varchar,
  flags varchar not null,
  status varchar not null,
  status_at timestamp with time zone not null,
  confirmed_at timestamp with time zone not null,
  filed_at timestamp with time zone,
  expected_at timestamp with time zone,
  refusal varchar
);
create unique index appeal_number on appeal (number);
create index appeal_conversation on appeal (conversation_id);
create index appeal_category on appeal (category, confirmed_at);

create table appeal_detail (
  reference varchar not null,
  detail varchar not null,
  answer varchar not null,
  primary key (reference, detail)
);

create table appeal_status (
  number varchar not null,
  update_id varchar not null,
  status varchar not null,
  note varchar not null,
  responsible varchar not null,
  happened_at timestamp with time zone not null,
  expected_at timestamp with time zone,
  primary key (number, update_id)
);

create table operator_request (
  conversation_id varchar not null,
  turn bigint not null,
  ordinal integer not null,
  reason varchar not null,
  since timestamp with time zone not null,
  until timestamp with time zone,
  primary key (conversation_id, turn, ordinal)
);
create index operator_request_since on operator_request (since);

-- How far each partition's journal is in these tables; written in the same transaction.
create table projection_position (
  projection varchar not null,
  partition_number integer not null,
  reached varchar not null,
  primary key (projection, partition_number)
);
