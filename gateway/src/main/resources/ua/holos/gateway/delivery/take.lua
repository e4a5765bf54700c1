-- Asks for slots of one channel: who may send now, and how long the others wait. The clock is Redis's own, in
-- microseconds, because those of the replicas differ.
-- KEYS: lane, sent, pauses, then for each ask: its chat's arrival time, its chat's unanswered messages
--   lane: a hash: at (of the last grant), tat (when the messages so far would have left at an even pace), paused (until
--     when), sum (of what is in sent), due1, due2 (when a lower priority has a right to a slot again), and for each
--     replica and priority that waits a mark w<priority>:<replica> = "<fresh until> <waiting since> <comes>"
--   sent: a list of "<time>:<messages>", oldest first: what was granted in the last window
--   pauses: chats that the platform wants nothing for, by the end of the pause
-- ARGV: now (empty: ask the clock), replica, limit of a window, window, gap between messages (0: no limit of the
--   channel), tolerance, gap in a chat (0: no limit of a chat), its tolerance, unanswered messages an hour (0: no
--   limit), grace for who comes late, gaps between the guaranteed slots of priority 1, of priority 2, whether to tell
--   the pauses (1), then for each ask: priority, messages at least, more that would be welcome, chat (may be empty),
--   when the person last wrote (may be empty), how many earlier ones of the replica may come any moment, in how
--   many microseconds the next one behind it comes (-1: nobody waits behind it)
-- Gives the time, then for each ask: 0 granted, 1 chat too fast or paused, 2 unanswered, 3 not its turn, 4 channel
--   paused; how long to wait; how many were granted; at last the pauses: chat and remaining time in turn.
local HOUR = 3600000000
local now
if ARGV[1] == '' then
  local time = redis.call('TIME')
  now = tonumber(time[1]) * 1000000 + tonumber(time[2])
else
  now = tonumber(ARGV[1])
end
local replica = ARGV[2]
local limit, window, gap, tolerance = tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local chatGap, chatTolerance = tonumber(ARGV[7]), tonumber(ARGV[8])
local hourly, grace = tonumber(ARGV[9]), tonumber(ARGV[10])
local shareGap = { tonumber(ARGV[11]), tonumber(ARGV[12]) }

local function text(number)
  return string.format('%.0f', number)
end

local lane = {}
local marks = {}
local fields = redis.call('HGETALL', KEYS[1])
for i = 1, #fields, 2 do
  local name = fields[i]
  local priority = string.match(name, '^w(%d):')
  if priority then
    local fresh, since, comes = string.match(fields[i + 1], '^(%d+) (%d+) (%d+)$')
    marks[name] = {
      name = name,
      priority = tonumber(priority),
      fresh = tonumber(fresh),
      since = tonumber(since),
      comes = tonumber(comes)
    }
  else
    lane[name] = tonumber(fields[i + 1])
  end
end

local at = lane.at or 0
if at - now > 1000000 then
  -- The clock was set back, or another node of a cluster took over: begin with a window's rest.
  lane.paused = now + math.max(0, (lane.paused or 0) - at)
  lane.tat = now + window + tolerance
  lane.due1 = nil
  lane.due2 = nil
  redis.call('DEL', KEYS[2])
  for name in pairs(marks) do
    redis.call('HDEL', KEYS[1], name)
  end
  marks = {}
else
  now = math.max(now, at)
end

-- Who doesn't come when it should is not waited for.
for name, mark in pairs(marks) do
  if mark.fresh < now then
    redis.call('HDEL', KEYS[1], name)
    marks[name] = nil
  end
end

local function entry(index)
  local value = redis.call('LINDEX', KEYS[2], index)
  if not value then
    return nil
  end
  local time, messages = string.match(value, '^(%d+):(%d+)$')
  return tonumber(time), tonumber(messages)
end

local sum = lane.sum or 0
local oldest, messages = entry(0)
while oldest and oldest + window <= now do
  redis.call('LPOP', KEYS[2])
  sum = sum - messages
  oldest, messages = entry(0)
end
if not oldest then
  sum = 0
end

-- How long until so many more fit into the window. More than the limit can never: an empty window must do.
local function untilRoom(more)
  local missing = sum + math.min(more, limit) - limit
  local index = 0
  local wait = 0
  while missing > 0 do
    local time, count = entry(index)
    if not time then
      break
    end
    wait = time + window - now
    missing = missing - count
    index = index + 1
  end
  return wait
end

local function due(priority)
  return priority > 0 and (lane['due' .. priority] or 0) or math.huge
end

-- A lower priority whose guaranteed slot is due goes first; then the order of priorities; among equals who waits longest.
local function before(one, other)
  if one.priority ~= other.priority then
    local oneDue, otherDue = due(one.priority), due(other.priority)
    if (oneDue <= now) ~= (otherDue <= now) then
      return oneDue <= now
    end
    if oneDue <= now and oneDue ~= otherDue then
      return oneDue < otherDue
    end
    return one.priority < other.priority
  end
  if one.since ~= other.since then
    return one.since < other.since
  end
  return one.name < other.name
end

local function unansweredWait(key, heard, more)
  local first = redis.call('LINDEX', key, 0)
  while first and (tonumber(first) + HOUR <= now or heard and tonumber(first) <= heard) do
    redis.call('LPOP', key)
    first = redis.call('LINDEX', key, 0)
  end
  local missing = redis.call('LLEN', key) + math.min(more, hourly) - hourly
  if missing <= 0 then
    return 0
  end
  return tonumber(redis.call('LINDEX', key, missing - 1)) + HOUR - now
end

local function chatWait(index, chat, heard, more)
  if chat == '' then
    return 0, 1
  end
  local wait = 0
  local pausedUntil = redis.call('ZSCORE', KEYS[3], chat)
  if pausedUntil then
    wait = tonumber(pausedUntil) - now
  end
  if chatGap > 0 then
    local tat = tonumber(redis.call('GET', KEYS[index]) or 0)
    wait = math.max(wait, math.min(tat - now, 60 * chatGap) - chatTolerance)
  end
  if wait <= 0 and hourly > 0 then
    return unansweredWait(KEYS[index + 1], heard, more), 2
  end
  return wait, 1
end

local function count(index, chat, granted)
  if gap > 0 then
    lane.tat = math.ceil(math.max(lane.tat or 0, now) + granted * gap)
    local last, before = entry(-1)
    if last and math.floor(last / 5000) == math.floor(now / 5000) then
      redis.call('LSET', KEYS[2], -1, text(now) .. ':' .. text(before + granted))
    else
      redis.call('RPUSH', KEYS[2], text(now) .. ':' .. text(granted))
    end
    sum = sum + granted
  end
  if chat ~= '' and chatGap > 0 then
    local tat = math.min(tonumber(redis.call('GET', KEYS[index]) or 0), now + 60 * chatGap)
    tat = math.ceil(math.max(tat, now) + granted * chatGap)
    redis.call('SET', KEYS[index], text(tat), 'PX', text(60000 + (tat - now) / 1000))
  end
  if chat ~= '' and hourly > 0 then
    for _ = 1, granted do
      redis.call('RPUSH', KEYS[index + 1], text(now))
    end
    redis.call('PEXPIRE', KEYS[index + 1], HOUR / 1000 + 60000)
  end
end

local result = { now }
local refused = {}
local asks = (#ARGV - 13) / 7
for ask = 1, asks do
  local first = 14 + (ask - 1) * 7
  local index = 4 + (ask - 1) * 2
  local priority, least, welcome = tonumber(ARGV[first]), tonumber(ARGV[first + 1]), tonumber(ARGV[first + 2])
  local chat, heard = ARGV[first + 3], tonumber(ARGV[first + 4])
  local ahead, behind = tonumber(ARGV[first + 5]), tonumber(ARGV[first + 6])
  local name = 'w' .. priority .. ':' .. replica
  local wait, reason = chatWait(index, chat, heard, least)
  local granted = 0
  if wait <= 0 then
    reason = 3
    local mine = marks[name] or { name = name, priority = priority, since = now, comes = now }
    wait = math.max(0, (lane.paused or 0) - now)
    if wait > 0 then
      reason = 4
    end
    if gap > 0 then
      -- Those ahead could leave too, whoever comes first.
      ahead = ahead + (refused[name] or 0)
      wait = math.max(wait, (lane.tat or 0) + ahead * gap - tolerance - now, untilRoom(least + ahead))
      for other, mark in pairs(marks) do
        -- One that comes only later has no claim on this slot.
        if other ~= name and mark.comes <= now + gap and before(mark, mine) then
          wait = wait + gap
        end
      end
    end
    if wait <= 0 then
      reason = 0
      granted = least
      if welcome > 0 and gap > 0 then
        local ready = math.floor((now + tolerance - math.max(lane.tat or 0, now)) / gap) + 1
        granted = granted + math.max(0, math.min(welcome, ready - least, limit - sum - least))
      end
      count(index, chat, granted)
      if priority > 0 then
        -- A little lateness is made up for, neither idle times nor more than the share are.
        local last = math.max(math.min(lane['due' .. priority] or 0, now), now - shareGap[priority] / 2)
        lane['due' .. priority] = last + granted * shareGap[priority]
      end
      if behind >= 0 and gap > 0 then
        mine.since = now
        mine.comes = now + behind
        mine.fresh = mine.comes + grace
        marks[name] = mine
      else
        marks[name] = nil
        redis.call('HDEL', KEYS[1], name)
      end
    elseif gap > 0 then
      mine.comes = now
      mine.fresh = math.max(mine.fresh or 0, now + wait + grace)
      marks[name] = mine
      refused[name] = (refused[name] or 0) + least
    end
  elseif behind < 0 then
    marks[name] = nil
    redis.call('HDEL', KEYS[1], name)
  end
  result[#result + 1] = reason
  result[#result + 1] = math.ceil(math.max(0, wait))
  result[#result + 1] = granted
end

local stored = { 'at', text(now), 'sum', text(sum), 'tat', text(lane.tat or 0), 'paused', text(lane.paused or 0) }
for priority = 1, 2 do
  stored[#stored + 1] = 'due' .. priority
  stored[#stored + 1] = text(lane['due' .. priority] or 0)
end
for name, mark in pairs(marks) do
  stored[#stored + 1] = name
  stored[#stored + 1] = text(mark.fresh) .. ' ' .. text(mark.since) .. ' ' .. text(mark.comes)
end
redis.call('HSET', KEYS[1], unpack(stored))

local pauses = {}
if ARGV[13] == '1' then
  local paused = redis.call('ZRANGEBYSCORE', KEYS[3], '(' .. text(now), '+inf', 'WITHSCORES', 'LIMIT', 0, 100)
  for i = 1, #paused, 2 do
    pauses[#pauses + 1] = paused[i]
    pauses[#pauses + 1] = tonumber(paused[i + 1]) - now
  end
end
result[#result + 1] = pauses
return result
