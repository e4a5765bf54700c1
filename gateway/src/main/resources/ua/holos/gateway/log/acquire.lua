-- Takes a partition's lease if it is free.
-- KEYS: lease, token
-- ARGV: owner, milliseconds
-- Gives the new fencing token, or 0.
if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then
  return redis.call('INCR', KEYS[2])
end
return 0
