package ua.holos.gateway.contact;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.time.InstantSource;
import redis.clients.jedis.UnifiedJedis;
import ua.holos.gateway.log.EffectCarrier;
import ua.holos.gateway.log.EventInbox;

/// The carrier between conversations, for tests of other packages.
public final class Contacts {
  private Contacts() {}

  public static EffectCarrier carrier(
      UnifiedJedis redis, EventInbox inbox, boolean smsIsOn, InstantSource clock) {
    return new ContactCarrier(
        new RedisContacts(redis),
        new OneTimeCodes(redis, new SecureRandom()),
        inbox,
        phone -> phone.startsWith("+380"),
        smsIsOn,
        clock,
        new SimpleMeterRegistry());
  }
}
