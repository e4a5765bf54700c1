package ua.holos.gateway.log;

import java.util.Map;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.XAddParams;
import ua.holos.bot.channel.ChannelType;
import ua.holos.bot.channel.InboxUnavailableException;
import ua.holos.bot.channel.UnfamiliarUpdates;

/// Updates of kinds that this version doesn't know: the last thousand, in the stream
/// `holos:unfamiliar` with the fields `channel`, `kind`, `body`. A newer version, or somebody with
/// `redis-cli XRANGE holos:unfamiliar - +`, finds them there.
final class RedisUnfamiliarUpdates implements UnfamiliarUpdates {
  static final byte[] STREAM = Bytes.of("holos:unfamiliar");

  private static final int MOST = 1_000;
  private static final int LONGEST_KIND = 100;

  private final UnifiedJedis redis;

  RedisUnfamiliarUpdates(UnifiedJedis redis) {
    this.redis = redis;
  }

  @Override
  public void keep(ChannelType channel, String kind, byte[] body) {
    String shortKind = kind.length() <= LONGEST_KIND ? kind : kind.substring(0, LONGEST_KIND);
    try {
      redis.xadd(
          STREAM,
          XAddParams.xAddParams().maxLen(MOST).approximateTrimming(),
          Map.of(
              Bytes.of("channel"), Bytes.of(channel.code()),
              Bytes.of("kind"), Bytes.of(shortKind),
              Bytes.of("body"), body));
    } catch (JedisException e) {
      throw new InboxUnavailableException("Redis can't be written", e);
    }
  }
}
