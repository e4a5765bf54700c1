-- Stores what a batch of turns led to: all of it, or nothing.
-- KEYS: token, position, inbox, outbox, journal, timers, dead letters, tries, then the states
-- ARGV: fencing token, expected position, new position, then operations:
--   name, number of arguments, arguments
-- Gives -1 for an outlived owner, -2 when the position is not the expected one, otherwise the ids of the outbox
-- entries and those of the journal entries.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return -1
end
if (redis.call('GET', KEYS[2]) or '0-0') ~= ARGV[2] then
  return -2
end
local ids = {}
local journal = {}
local i = 4
while i <= #ARGV do
  local name = ARGV[i]
  local first = i + 2
  local last = i + 1 + tonumber(ARGV[i + 1])
  if name == 'state' then
    redis.call('SET', KEYS[8 + tonumber(ARGV[first])], ARGV[last], 'EX', ARGV[first + 1])
  elseif name == 'outbox' then
    ids[#ids + 1] = redis.call('XADD', KEYS[4], '*', unpack(ARGV, first, last))
  elseif name == 'journal' then
    journal[#journal + 1] = redis.call('XADD', KEYS[5], '*', unpack(ARGV, first, last))
  elseif name == 'timer' then
    redis.call('ZADD', KEYS[6], ARGV[first], ARGV[last])
  elseif name == 'cancel' then
    redis.call('ZREM', KEYS[6], ARGV[first])
  elseif name == 'dead' then
    redis.call('XADD', KEYS[7], '*', unpack(ARGV, first, last))
  elseif name == 'tried' then
    redis.call('HDEL', KEYS[8], ARGV[first])
  else
    error('unknown operation ' .. name)
  end
  i = last + 1
end
redis.call('SET', KEYS[2], ARGV[3])
redis.call('XTRIM', KEYS[3], 'MINID', '~', ARGV[3])
return { ids, journal }
