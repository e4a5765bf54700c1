package ua.holos.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;
import ua.holos.bot.message.Priority;

/// One channel's pace in Redis, where all replicas keep it. All its keys have one hash tag. A
/// failure is a [redis.clients.jedis.exceptions.JedisException], and nothing was counted unless
/// only the answer was lost.
final class PaceStore {
  private static final int REASONS = Refusal.values().length + 1;

  /// How long one who waits and doesn't come in time is waited for.
  static final long GRACE = 200_000;

  private final UnifiedJedis redis;
  private final String prefix;
  private final String replica;
  private final LaneLimits limits;
  private final Supplier<String> clock;

  /// @param replica this process's name, unlike all others'
  /// @param clock microseconds since 1970; empty for Redis's own time, which alone is the same for
  ///   all replicas
  PaceStore(
      UnifiedJedis redis,
      String channel,
      String replica,
      LaneLimits limits,
      Supplier<String> clock) {
    this.redis = redis;
    this.prefix = "holos:{pace:" + channel + "}:";
    this.replica = replica;
    this.limits = limits;
    this.clock = clock;
  }

  /// Why a message may not leave now.
  enum Refusal {
    CHAT,
    UNANSWERED,
    TURN,
    PAUSED
  }

  /// What is asked for.
  ///
  /// @param least so many slots or none
  /// @param welcome how many more would be taken
  /// @param chat empty for slots that are for any chat
  /// @param heardAt when the person last wrote
  /// @param ahead how many earlier ones of the priority in this process are not here, but may come
  /// @param behind in how many microseconds the next of the priority comes that waits behind it in
  ///   this process, -1 for none
  record SlotAsk(
      Priority priority,
      int least,
      int welcome,
      String chat,
      @Nullable Instant heardAt,
      int ahead,
      long behind) {}

  /// The answer to one.
  ///
  /// @param refusal null when slots were granted
  /// @param delay how long to wait before asking again, zero when granted
  /// @param granted how many slots
  record Slots(@Nullable Refusal refusal, Duration delay, int granted) {}

  /// The answers.
  ///
  /// @param micros Redis's time at which the slots were granted, since 1970
  /// @param pauses the chats that may get nothing, and for how long; told to batched lanes only
  record Answer(long micros, List<Slots> slots, Map<String, Duration> pauses) {}

  Answer take(List<SlotAsk> asks) {
    List<String> keys = new ArrayList<>(3 + asks.size() * 2);
    keys.add(prefix + "lane");
    keys.add(prefix + "sent");
    keys.add(prefix + "pauses");
    List<String> arguments = new ArrayList<>(13 + asks.size() * 7);
    arguments.add(clock.get());
    arguments.add(replica);
    arguments.add(Long.toString(limits.perWindow()));
    arguments.add(Long.toString(limits.window()));
    arguments.add(Double.toString(limits.gap()));
    arguments.add(Double.toString(limits.tolerance()));
    arguments.add(Double.toString(limits.chatGap()));
    arguments.add(Double.toString(limits.chatTolerance()));
    arguments.add(Integer.toString(limits.unansweredPerHour()));
    arguments.add(Long.toString(GRACE));
    arguments.add(Double.toString(limits.guaranteedGap(Priority.STATUS)));
    arguments.add(Double.toString(limits.guaranteedGap(Priority.BROADCAST)));
    arguments.add(limits.batched() ? "1" : "0");
    for (SlotAsk ask : asks) {
      keys.add(prefix + "chat:" + ask.chat());
      keys.add(prefix + "unanswered:" + ask.chat());
      arguments.add(Integer.toString(ask.priority().ordinal()));
      arguments.add(Integer.toString(ask.least()));
      arguments.add(Integer.toString(ask.welcome()));
      arguments.add(ask.chat());
      arguments.add(ask.heardAt() == null ? "" : ask.heardAt().toEpochMilli() + "000");
      arguments.add(Integer.toString(ask.ahead()));
      arguments.add(Long.toString(ask.behind()));
    }
    return answer((List<?>) LuaScript.TAKE.run(redis, keys, arguments), asks.size());
  }

  private static Answer answer(List<?> raw, int asks) {
    List<Slots> slots = new ArrayList<>(asks);
    for (int i = 0; i < asks; i++) {
      int reason = (int) number(raw.get(1 + 3 * i));
      if (reason < 0 || reason >= REASONS) {
        throw new IllegalStateException("An unknown refusal of the pace: " + reason);
      }
      slots.add(
          new Slots(
              reason == 0 ? null : Refusal.values()[reason - 1],
              micros(number(raw.get(2 + 3 * i))),
              (int) number(raw.get(3 + 3 * i))));
    }
    List<?> paused = (List<?>) raw.getLast();
    Map<String, Duration> pauses = HashMap.newHashMap(paused.size() / 2);
    for (int i = 0; i < paused.size(); i += 2) {
      pauses.put((String) paused.get(i), micros(number(paused.get(i + 1))));
    }
    return new Answer(number(raw.getFirst()), slots, pauses);
  }

  private static long number(Object value) {
    return (Long) value;
  }

  private static Duration micros(long micros) {
    return Duration.ofNanos(micros * 1000);
  }

  /// Pauses a chat; whether the whole channel pauses with it.
  boolean pause(String chat, Duration wait) {
    Object all =
        LuaScript.PAUSE.run(
            redis,
            List.of(prefix + "lane", prefix + "pauses"),
            List.of(clock.get(), chat, Long.toString((wait.toNanos() + 999) / 1000)));
    return Long.valueOf(1).equals(all);
  }
}
