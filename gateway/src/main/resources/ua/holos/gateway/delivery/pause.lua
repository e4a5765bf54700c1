-- The platform wants nothing more for a chat for a while. It doesn't say whether the chat or the bot is too fast. As
-- the chat's pace is kept, a second chat refused during the first one's pause means the bot.
-- KEYS: lane, pauses (see take.lua)
-- ARGV: now (empty: ask the clock), chat, microseconds
-- Gives 1 when the whole channel pauses.
local now
if ARGV[1] == '' then
  local time = redis.call('TIME')
  now = tonumber(time[1]) * 1000000 + tonumber(time[2])
else
  now = tonumber(ARGV[1])
end
local ending = string.format('%.0f', now + tonumber(ARGV[3]))
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', string.format('%.0f', now))
local others = redis.call('ZCARD', KEYS[2])
if redis.call('ZSCORE', KEYS[2], ARGV[2]) then
  others = others - 1
end
redis.call('ZADD', KEYS[2], 'GT', ending, ARGV[2])
if others == 0 then
  return 0
end
if tonumber(redis.call('HGET', KEYS[1], 'paused') or 0) < tonumber(ending) then
  redis.call('HSET', KEYS[1], 'paused', ending)
end
return 1
