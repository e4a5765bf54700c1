package ua.holos.gateway.log;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;
import ua.holos.bot.channel.UnfamiliarUpdates;
import ua.holos.gateway.store.JsonCodec;

/// Puts the log together.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LogSettings.class)
class LogConfiguration {
  private static final Logger log = LoggerFactory.getLogger(LogConfiguration.class);

  /// Behind the log's own phase come the channels that poll, and the web server.
  static final int PHASE = 0;

  /// The server and the connections to it: opened together, closed together.
  ///
  /// @param bundled null when the city has a Redis of its own
  record RedisAccess(@Nullable BundledRedis bundled, Redis redis) implements AutoCloseable {
    @Override
    public void close() {
      redis.close();
      if (bundled != null) {
        bundled.close();
      }
    }
  }

  @Bean
  RedisAccess redisAccess(LogSettings settings) {
    String url = settings.redis().url();
    if (!url.isBlank()) {
      RedisAddress address = RedisAddress.parse(url);
      log.info("Redis at {}", address);
      try {
        return new RedisAccess(null, Redis.connect(address));
      } catch (JedisException e) {
        throw new IllegalStateException(
            "holos.redis.url: found "
                + address
                + ", which does not answer ("
                + e.getMessage()
                + "); expected a Redis that can be reached with this user and password",
            e);
      }
    }
    BundledRedis bundled = BundledRedis.start(settings.dataDir().resolve("redis"));
    try {
      return new RedisAccess(bundled, Redis.connect(bundled.address()));
    } catch (RuntimeException e) {
      bundled.close();
      throw e;
    }
  }

  /// For parts that keep small things of their own in Redis. Keys begin with `holos:`.
  @Bean(destroyMethod = "")
  UnifiedJedis jedis(RedisAccess access) {
    return access.redis().client();
  }

  @Bean
  JsonCodec jsonCodec() {
    return new JsonCodec();
  }

  @Bean(destroyMethod = "close")
  LogBeginning logBeginning(
      RedisAccess access, LogSettings settings, JsonCodec codec, MeterRegistry meters) {
    return LogBeginning.open(access.redis(), settings, codec, meters, access.bundled() != null);
  }

  @Bean
  RedisInbox inbox(LogBeginning beginning) {
    return beginning.inbox();
  }

  @Bean
  ConversationStates conversationStates(LogBeginning beginning) {
    return beginning.states();
  }

  @Bean
  UnfamiliarUpdates unfamiliarUpdates(UnifiedJedis redis) {
    return new RedisUnfamiliarUpdates(redis);
  }

  @Bean
  DeadLetters deadLetters(LogBeginning beginning, MeterRegistry meters) {
    DeadLetters letters = beginning.deadLetters();
    DeadLetterGauges.register(letters, meters, InstantSource.system());
    return letters;
  }

  @Bean
  WaitingMessages waitingMessages(LogBeginning beginning) {
    return beginning.waitingMessages();
  }

  @Bean
  LogHealth redisHealthIndicator(RedisAccess access) {
    return new LogHealth(access.redis());
  }

  @Bean
  LogLifecycle logLifecycle(
      LogBeginning beginning,
      ObjectProvider<TurnTaker> turns,
      ObjectProvider<EffectCarrier> carriers,
      ObjectProvider<JournalProjection> projections) {
    return new LogLifecycle(
        new ConversationLog(
            beginning,
            turns::getObject,
            () -> carriers.orderedStream().toList(),
            () -> projections.orderedStream().toList()));
  }

  /// Starts the log before anything that receives, and stops it after.
  record LogLifecycle(ConversationLog conversationLog) implements SmartLifecycle {
    @Override
    public void start() {
      conversationLog.start();
    }

    @Override
    public void stop() {
      conversationLog.stop();
    }

    @Override
    public boolean isRunning() {
      return conversationLog.isRunning();
    }

    @Override
    public int getPhase() {
      return PHASE;
    }
  }
}
