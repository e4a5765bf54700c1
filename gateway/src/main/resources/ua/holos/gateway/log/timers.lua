-- Moves due timers into the inbox, unless they were replaced or cancelled in the meantime.
-- KEYS: token, timers, inbox
-- ARGV: fencing token, then for each timer: member, score, conversation, event
-- Gives -1 for an outlived owner, otherwise the number of timers moved.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return -1
end
local moved = 0
for i = 2, #ARGV, 4 do
  local score = redis.call('ZSCORE', KEYS[2], ARGV[i])
  if score and tonumber(score) == tonumber(ARGV[i + 1]) then
    redis.call('ZREM', KEYS[2], ARGV[i])
    redis.call('XADD', KEYS[3], '*', 'c', ARGV[i + 2], 'e', ARGV[i + 3])
    moved = moved + 1
  end
end
return moved
