-- Learning from corrections: what was understood of an appeal, what people made of it, and how a
-- model in shadow does beside the one in use. Every statement runs on PostgreSQL and on H2.

-- What was read out of the words, before anybody chose or corrected anything.
alter table appeal add column house varchar;
-- Codes of the categories, likeliest first, separated by spaces; null when nothing was read.
alter table appeal add column heard_categories varchar;
-- Whether the first of them was taken without asking.
alter table appeal add column heard_certain boolean;
alter table appeal add column heard_words varchar;
alter table appeal add column heard_street varchar;
alter table appeal add column heard_house varchar;

-- One row for each time a person corrected what was understood, or chose among what was offered.
-- Whoever works with appeals (a desk, the core) writes here with an update_id of its own.
create table correction (
  reference varchar not null,
  -- 'category' or 'address'
  subject varchar not null,
  -- 'citizen' or 'operator'
  author varchar not null,
  -- The core's or the desk's own id of the change; empty for the citizen, who confirms once.
  update_id varchar not null,
  -- 'corrected' what was taken, 'chosen' among what was offered, 'found' where nothing offered fitted
  manner varchar not null,
  -- A category's code, or a street's id; null when nothing was taken.
  understood varchar,
  understood_house varchar,
  correct varchar,
  correct_house varchar,
  -- The address as it was written, where the subject is an address.
  words varchar,
  happened_at timestamp with time zone not null,
  primary key (reference, subject, author, update_id)
);
create index correction_happened on correction (subject, happened_at);

-- A model in shadow beside the one in use, by day.
create table model_shadow (
  active varchar not null,
  candidate varchar not null,
  for_day date not null,
  -- Complaints that both read, and how many of these they put into the same category.
  texts bigint not null,
  agreed bigint not null,
  active_confidence double precision not null,
  candidate_confidence double precision not null,
  -- Appeals whose category a person confirmed, and how many each had right.
  confirmed bigint not null,
  active_right bigint not null,
  candidate_right bigint not null,
  -- Texts that were passed over because the queue was full.
  dropped bigint not null,
  primary key (active, candidate, for_day)
);

-- What comparing a model with another on the frozen set came to: the sentences, as JSON.
create table model_check (
  candidate varchar not null,
  candidate_sha256 varchar not null,
  against varchar not null,
  against_sha256 varchar not null,
  frozen_sha256 varchar not null,
  accepted boolean not null,
  verdict text not null,
  checked_at timestamp with time zone not null,
  primary key (candidate, candidate_sha256, against_sha256, frozen_sha256)
);

-- A department may correct the category and the address of an appeal: its history says so.
alter table core_update add column service_code varchar(100);
alter table core_update add column address varchar(500);
