-- Who works at the desk. Every statement runs on PostgreSQL and on H2. What keeps audit_line from
-- being changed is in db/h2 and db/postgresql: triggers are written differently.

create table staff_account (
  id uuid primary key,
  -- What they sign in with, in small letters: two can't differ in case alone.
  login varchar not null,
  name varchar not null,
  -- BCrypt; null for those who sign in with the city's identity provider only.
  password_hash varchar,
  -- The password was given by somebody else and serves for choosing another only.
  must_change boolean not null,
  -- Encrypted; null without a second factor.
  totp_secret varchar,
  -- The time step of the last code that was taken: none is taken twice.
  totp_last_step bigint,
  failed_tries integer default 0 not null,
  -- Lock-outs in a row; each is twice as long as the one before.
  lockouts integer default 0 not null,
  locked_until timestamp with time zone,
  parallel_limit integer not null,
  active boolean not null,
  -- Who they are for the identity provider.
  oidc_subject varchar,
  -- Sessions begun under another number are over.
  session_epoch integer default 0 not null,
  created_at timestamp with time zone not null,
  last_signed_in_at timestamp with time zone
);
create unique index staff_account_login on staff_account (login);
create unique index staff_account_subject on staff_account (oidc_subject);

create table staff_role (
  account_id uuid not null references staff_account (id),
  role varchar not null,
  primary key (account_id, role)
);

create table staff_skill (
  account_id uuid not null references staff_account (id),
  kind varchar not null,
  code varchar not null,
  primary key (account_id, kind, code)
);

-- Codes for whoever lost the telephone; one row for each that wasn't used yet.
create table staff_recovery (
  account_id uuid not null references staff_account (id),
  code_hash varchar not null,
  primary key (account_id, code_hash)
);

-- One row. Every change of an account locks it and raises the number: changes come one after
-- another, and replicas see that they have to read anew.
create table staff_change (
  id integer primary key,
  version bigint not null
);
insert into staff_change (id, version) values (1, 0);
