package ua.holos.gateway.contact;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import redis.clients.jedis.UnifiedJedis;
import ua.holos.bot.message.ContactUrn;

/// One hash for each number: `v:<urn>` when it was proved, `j:<urn>` who is joined, `id` the
/// person's id in the record. A number is one key, so each change is one script, on a cluster too.
final class RedisContacts implements ContactIndex {
  /// As long as an appeal is watched.
  private static final long KEPT_SECONDS = Duration.ofDays(400).toSeconds();

  private static final String KEEP =
      """
      local field = 'v:' .. ARGV[1]
      local before = tonumber(redis.call('HGET', KEYS[1], field) or '0')
      if before < tonumber(ARGV[2]) then
        redis.call('HSET', KEYS[1], field, ARGV[2])
      end
      redis.call('EXPIRE', KEYS[1], ARGV[3])
      return 1
      """;

  // ARGV: the number's own address, since when a proof counts, a new id, seconds kept, who, others.
  // Whose proof is older counts as joined again once they prove the number anew; when there is
  // nobody else, whoever comes now is another person, and gets another id.
  private static final String JOIN =
      """
      local function may(urn)
        local proved = redis.call('HGET', KEYS[1], 'v:' .. urn)
        return urn == ARGV[1] or (proved and tonumber(proved) >= tonumber(ARGV[2]))
      end
      local function joined()
        local members = {}
        for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
          if string.sub(field, 1, 2) == 'j:' then
            members[#members + 1] = string.sub(field, 3)
          end
        end
        return members
      end
      if not may(ARGV[5]) then
        return {}
      end
      local alive = false
      for _, member in ipairs(joined()) do
        alive = alive or (member ~= ARGV[1] and may(member))
      end
      if not alive then
        redis.call('HDEL', KEYS[1], 'id')
        for _, member in ipairs(joined()) do
          redis.call('HDEL', KEYS[1], 'j:' .. member)
        end
      end
      local count = 0
      for i = 6, #ARGV do
        if ARGV[i] ~= ARGV[5] and may(ARGV[i]) then
          redis.call('HSET', KEYS[1], 'j:' .. ARGV[i], '1')
          count = count + 1
        end
      end
      if count == 0 then
        return {}
      end
      redis.call('HSET', KEYS[1], 'j:' .. ARGV[5], '1')
      redis.call('HSETNX', KEYS[1], 'id', ARGV[3])
      redis.call('EXPIRE', KEYS[1], ARGV[4])
      local members = { redis.call('HGET', KEYS[1], 'id') }
      for _, member in ipairs(joined()) do
        if may(member) then
          members[#members + 1] = member
        end
      end
      return members
      """;

  private static final String LEAVE =
      """
      redis.call('HDEL', KEYS[1], 'v:' .. ARGV[1], 'j:' .. ARGV[1])
      local members = {}
      for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
        if string.sub(field, 1, 2) == 'j:' then
          members[#members + 1] = string.sub(field, 3)
        end
      end
      if #members < 2 then
        redis.call('HDEL', KEYS[1], 'id')
        for _, member in ipairs(members) do
          redis.call('HDEL', KEYS[1], 'j:' .. member)
        end
      end
      return members
      """;

  private final UnifiedJedis redis;

  RedisContacts(UnifiedJedis redis) {
    this.redis = redis;
  }

  private static String key(String phone) {
    return "holos:contact:" + phone;
  }

  @Override
  public void keep(String phone, ContactUrn who, Instant at) {
    redis.eval(
        KEEP,
        List.of(key(phone)),
        List.of(who.toString(), Long.toString(at.toEpochMilli()), Long.toString(KEPT_SECONDS)));
  }

  @Override
  public List<ContactUrn> proved(String phone, Instant since) {
    List<ContactUrn> proved = new ArrayList<>();
    redis
        .hgetAll(key(phone))
        .forEach((field, value) -> {
          if (field.startsWith("v:") && Long.parseLong(value) >= since.toEpochMilli()) {
            proved.add(ContactUrn.parse(field.substring(2)));
          }
        });
    return proved;
  }

  @Override
  public Joined join(String phone, ContactUrn who, List<ContactUrn> others, Instant since) {
    UUID fresh = UUID.randomUUID();
    List<String> arguments = new ArrayList<>();
    arguments.add(ContactUrn.ofPhone(phone).toString());
    arguments.add(Long.toString(since.toEpochMilli()));
    arguments.add(fresh.toString());
    arguments.add(Long.toString(KEPT_SECONDS));
    arguments.add(who.toString());
    others.forEach(other -> arguments.add(other.toString()));
    List<String> answer = strings(redis.eval(JOIN, List.of(key(phone)), arguments));
    return answer.isEmpty()
        ? new Joined(fresh, List.of())
        : new Joined(
            UUID.fromString(answer.getFirst()),
            answer.stream().skip(1).map(ContactUrn::parse).toList());
  }

  @Override
  public List<ContactUrn> leave(String phone, ContactUrn who) {
    return strings(redis.eval(LEAVE, List.of(key(phone)), List.of(who.toString()))).stream()
        .map(ContactUrn::parse)
        .toList();
  }

  private static List<String> strings(Object answer) {
    return ((List<?>) answer).stream().map(Object::toString).toList();
  }
}
