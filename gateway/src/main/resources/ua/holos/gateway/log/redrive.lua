-- Takes a dead letter away and puts what is to happen anew into the inbox: both, or nothing.
-- KEYS: dead letters, inbox
-- ARGV: the letter's id, the partition to announce on holos:wake, conversation, event
-- Gives 1, or 0 when the letter was taken away before, so that a repeat changes nothing.
if redis.call('XDEL', KEYS[1], ARGV[1]) == 0 then
  return 0
end
redis.call('XADD', KEYS[2], '*', 'c', ARGV[3], 'e', ARGV[4])
redis.call('PUBLISH', 'holos:wake', ARGV[2])
return 1
