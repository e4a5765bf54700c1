-- Prolongs a lease; one that ran out and that nobody took is had back.
-- KEYS: lease, token
-- ARGV: owner, milliseconds, fencing token
-- Gives 1, or 0 when the lease is another's.
if redis.call('GET', KEYS[2]) ~= ARGV[3] then
  return 0
end
local owner = redis.call('GET', KEYS[1])
if owner == ARGV[1] then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
  return 1
end
if not owner then
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
  return 1
end
return 0
