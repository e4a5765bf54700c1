-- Takes effects that were carried out (or given up) out of the outbox, together with what came of them. What is no
-- longer there was finished before, so that a repeat changes nothing.
-- KEYS: outbox, inbox, journal, dead letters
-- ARGV: for each entry: its id, the number of operations, then operations: name, number of arguments, arguments
-- Gives an array: 1 for an entry finished now, 0 for one finished before.
local results = {}
local i = 1
while i <= #ARGV do
  local present = redis.call('XDEL', KEYS[1], ARGV[i])
  results[#results + 1] = present
  local operations = tonumber(ARGV[i + 1])
  i = i + 2
  for _ = 1, operations do
    local name = ARGV[i]
    local first = i + 2
    local last = i + 1 + tonumber(ARGV[i + 1])
    if present == 1 then
      if name == 'inbox' then
        redis.call('XADD', KEYS[2], '*', unpack(ARGV, first, last))
      elseif name == 'journal' then
        redis.call('XADD', KEYS[3], '*', unpack(ARGV, first, last))
      elseif name == 'dead' then
        redis.call('XADD', KEYS[4], '*', unpack(ARGV, first, last))
      else
        error('unknown operation ' .. name)
      end
    end
    i = last + 1
  end
end
return results
