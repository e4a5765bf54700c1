-- Search over the record. Words are kept in tables of their own, so that the same statements are
-- fast on PostgreSQL and on H2: a word's places are read newest first, and no further than a page.

-- Every word that was ever said, with its first three letters: the words that begin as what was
-- typed are found by these, whatever order the database gives to letters.
create table search_word (
  word varchar primary key,
  head varchar not null
);
create index search_word_head on search_word (head);

-- Where it was said by a person: citizens, operators, notes. The bot's own words are not here. No
-- primary key, because its order could not be the one in which it is read.
create table message_word (
  word varchar not null,
  happened_at timestamp with time zone not null,
  conversation_id varchar not null,
  turn bigint not null,
  ordinal integer not null
);
create unique index message_word_place
  on message_word (word, happened_at desc, conversation_id desc, turn desc, ordinal desc);

-- The words of appeals' addresses.
create table appeal_word (
  word varchar not null,
  confirmed_at timestamp with time zone not null,
  reference varchar not null
);
create unique index appeal_word_place on appeal_word (word, confirmed_at desc, reference desc);

create index contact_phone on contact (phone);
create index conversation_contact on conversation (contact_id, last_at desc, id desc);
create index conversation_last on conversation (last_at desc, id desc);
create index appeal_phone on appeal (phone, confirmed_at desc, reference desc);

-- Filters without words: who was called, and why, newest first.
create index operator_request_newest on operator_request
  (since desc, conversation_id desc, turn desc);
create index operator_request_reason on operator_request
  (reason, since desc, conversation_id desc, turn desc);
create index desk_holding_conversation on desk_holding (conversation_id, operator_id);
