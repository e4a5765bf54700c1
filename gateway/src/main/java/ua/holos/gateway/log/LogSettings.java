package ua.holos.gateway.log;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import ua.holos.bot.conversation.Conversation;
import ua.holos.bot.conversation.Proof;

/// The settings of the log.
///
/// @param dataDir where the embedded parts keep their data
/// @param partitions how many partitions; fixed at the first start, null for what is stored, or 8
/// @param redis which Redis
/// @param log how the log works
@ConfigurationProperties("holos")
public record LogSettings(
    @DefaultValue("./data") Path dataDir,
    @Nullable Integer partitions,
    @DefaultValue RedisSettings redis,
    @DefaultValue Tuning log) {

  public LogSettings {
    if (partitions != null) {
      between("holos.partitions", partitions, 1, 1024);
    }
  }

  /// Which Redis.
  ///
  /// @param url empty for the bundled one
  public record RedisSettings(@DefaultValue("") String url) {
    public RedisSettings {
      if (!url.isBlank()) {
        RedisAddress.parse(url);
      }
    }

    @Override
    public String toString() {
      return url.isBlank() ? "bundled" : RedisAddress.parse(url).toString();
    }
  }

  /// How the log works.
  ///
  /// @param lease how long a partition stays with an owner that is not heard of, 1 s to 5 min
  /// @param stateTtl how long a conversation is remembered after its last turn, at least 4 days (a
  ///   draft survives 72 hours)
  /// @param batch the most events of one commit, 1 to 1000
  /// @param concurrency the most effects of one kind and channel carried out at a time, 1 to 10,000
  /// @param retry the pause after an effect's first failure, doubled with each further one
  public record Tuning(
      @DefaultValue("10s") Duration lease,
      @DefaultValue("28d") Duration stateTtl,
      @DefaultValue("128") int batch,
      @DefaultValue("256") int concurrency,
      @DefaultValue("2s") Duration retry) {
    public Tuning {
      between("holos.log.lease (ms)", lease.toMillis(), 1_000, 300_000);
      between("holos.log.state-ttl (hours)", stateTtl.toHours(), 96, 24 * 366);
      between("holos.log.batch", batch, 1, 1_000);
      between("holos.log.concurrency", concurrency, 1, 10_000);
      between("holos.log.retry (ms)", retry.toMillis(), 1, 600_000);
    }

    /// How long a state is kept: one that is joined with others at least for as long as what joined
    /// them holds, or one side would forget the other.
    Duration stateKept(Conversation state) {
      boolean joined = !state.person().links().isEmpty();
      return joined && stateTtl.compareTo(Proof.HOLDS) < 0 ? Proof.HOLDS : stateTtl;
    }
  }

  private static void between(String name, long found, long least, long most) {
    if (found < least || found > most) {
      throw new IllegalArgumentException(
          name + ": found " + found + ", expected " + least + " to " + most);
    }
  }
}
