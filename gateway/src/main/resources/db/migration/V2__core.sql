-- The embedded core: appeals, their attributes and media, their history, the webhook's outbox.
-- Written for H2 (MODE=PostgreSQL) and PostgreSQL alike.

create table core_request (
  number varchar(32) primary key,
  external_ref varchar(200) unique,
  idempotency_key varchar(200) unique,
  service_code varchar(100) not null,
  description text not null,
  address varchar(500),
  address_id varchar(100),
  latitude double precision,
  longitude double precision,
  first_name varchar(200),
  last_name varchar(200),
  phone varchar(50),
  email varchar(254),
  account_id varchar(200),
  device_id varchar(200),
  status varchar(32) not null,
  -- What the citizen last did that the department hasn't looked at: 'reopened', 'commented', or null.
  attention varchar(16),
  attention_note text not null,
  status_note text not null,
  responsible varchar(500) not null,
  -- How many entries the history has; an action names the version it was decided on.
  version integer not null,
  requested_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  expected_at timestamp with time zone
);
create index core_request_requested on core_request (requested_at);
create index core_request_status on core_request (status, expected_at);
create index core_request_service on core_request (service_code);

create table core_attribute (
  request_number varchar(32) not null references core_request (number),
  position integer not null,
  code varchar(100) not null,
  content varchar(1000) not null,
  primary key (request_number, position)
);

create table core_media (
  request_number varchar(32) not null references core_request (number),
  position integer not null,
  url varchar(2000) not null,
  primary key (request_number, position)
);

create table core_update (
  id varchar(64) primary key,
  request_number varchar(32) not null references core_request (number),
  version integer not null,
  -- The sender's own id of an update that came by POST.
  client_update_id varchar(200),
  origin varchar(16) not null,
  status varchar(32) not null,
  description text not null,
  responsible varchar(500) not null,
  expected_at timestamp with time zone,
  media_urls text not null,
  updated_at timestamp with time zone not null,
  unique (request_number, version),
  unique (request_number, client_update_id)
);
create index core_update_updated on core_update (updated_at);

-- The last number given out in a year.
create table core_number (
  for_year integer primary key,
  last_number bigint not null
);

-- Status changes on their way to Holos; a row goes when it was accepted.
create table core_webhook (
  update_id varchar(64) primary key references core_update (id),
  request_number varchar(32) not null,
  version integer not null,
  attempts integer not null,
  next_try_at timestamp with time zone not null
);
create index core_webhook_next on core_webhook (next_try_at);
