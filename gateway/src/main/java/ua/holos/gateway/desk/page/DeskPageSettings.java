package ua.holos.gateway.desk.page;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the desk's page shows what is late.
///
/// @param answerWithin how long a citizen is to wait for an answer at most: from half of it on the
///   desk shows amber, after it red; 10 s to 24 h
@ConfigurationProperties("holos.desk")
record DeskPageSettings(@DefaultValue("2m") Duration answerWithin) {
  private static final Duration SHORTEST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofHours(24);

  DeskPageSettings {
    check("answer-within", answerWithin);
  }

  private static void check(String name, Duration found) {
    if (found.compareTo(SHORTEST) < 0 || found.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "holos.desk." + name + ": found " + found + ", expected 10s to 24h");
    }
  }
}
