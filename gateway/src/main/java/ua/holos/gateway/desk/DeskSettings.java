package ua.holos.gateway.desk;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The settings of the desk.
///
/// @param freedAfter after how long without a sign of an operator's browser what they hold goes
///   back to the queue, 20 s to 1 h
/// @param transferPatience how long an offer to hand a conversation on waits to be accepted, 10 s
///   to 1 h
@ConfigurationProperties("holos.desk")
public record DeskSettings(
    @DefaultValue("2m") Duration freedAfter, @DefaultValue("2m") Duration transferPatience) {
  private static final Duration LONGEST = Duration.ofHours(1);

  public DeskSettings {
    between("holos.desk.freed-after", freedAfter, Duration.ofSeconds(20));
    between("holos.desk.transfer-patience", transferPatience, Duration.ofSeconds(10));
  }

  private static void between(String name, Duration found, Duration least) {
    if (found.compareTo(least) < 0 || found.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          name + ": found " + found + ", expected " + least.toSeconds() + "s to 1h");
    }
  }
}
