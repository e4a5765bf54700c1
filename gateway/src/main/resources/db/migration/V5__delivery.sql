-- What became of messages after they left, and what they cost. Every statement runs on PostgreSQL
-- and on H2.

-- When the status was reached.
alter table message add column status_at timestamp with time zone;
-- When the platform took it; null until then, and for what failed before.
alter table message add column sent_at timestamp with time zone;
-- When all its parts had reached the person's device, as the platform tells.
alter table message add column delivered_at timestamp with time zone;
-- How many messages or SMS parts the platform counts it as, and what that cost in hryvnias.
alter table message add column parts integer;
alter table message add column cost numeric(12, 4);
-- How many parts the same would have been as SMS.
alter table message add column sms_parts integer;

-- For statistics of the last days.
create index message_happened on message (happened_at);

-- Everything that was sent before has been seen.
alter table conversation add column read_until timestamp with time zone;

-- The parts of messages of which more will be heard: one for each id that the platform gave. The
-- id comes first, because it alone is nearly always unique.
create table message_part (
  external_id varchar not null,
  conversation_id varchar not null,
  turn bigint not null,
  ordinal integer not null,
  -- The most that was told of this very part: accepted, sent, failed, delivered, read.
  status varchar not null,
  status_at timestamp with time zone not null,
  -- The first sign that it is on the person's device.
  arrived_at timestamp with time zone,
  reason varchar not null,
  primary key (external_id, conversation_id)
);
create index message_part_message on message_part (conversation_id, turn, ordinal);

-- Reports that came before the message they are about; dropped when it doesn't come.
create table delivery_report (
  external_id varchar not null,
  conversation_id varchar not null,
  status varchar not null,
  status_at timestamp with time zone not null,
  arrived_at timestamp with time zone,
  reason varchar not null,
  kept_at timestamp with time zone not null,
  primary key (external_id, conversation_id)
);
create index delivery_report_kept on delivery_report (kept_at);
