-- Appends events to the inbox, each once.
-- KEYS: inbox, then one "seen" key for each event
-- ARGV: the partition to announce on holos:wake or '', then for each event: seconds to remember it, conversation, event
-- Gives an array: the entry's id, or false for a duplicate.
local results = {}
local fresh = false
for i = 1, #KEYS - 1 do
  local a = i * 3 - 1
  if redis.call('SET', KEYS[i + 1], '1', 'NX', 'EX', ARGV[a]) then
    results[i] = redis.call('XADD', KEYS[1], '*', 'c', ARGV[a + 1], 'e', ARGV[a + 2])
    fresh = true
  else
    results[i] = false
  end
end
if fresh and ARGV[1] ~= '' then
  redis.call('PUBLISH', 'holos:wake', ARGV[1])
end
return results
