package ua.holos.gateway.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.gateway.log.TestRedis;

class OneTimeCodesTest {
  private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
  private static final String PHONE = "+380501234522";
  private static final ConversationId WEB = new ConversationId("web:9f2c");

  private static TestRedis redis;
  private OneTimeCodes codes;

  @BeforeAll
  static void start(@TempDir Path folder) {
    redis = TestRedis.start(folder);
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  @BeforeEach
  void nothing() {
    redis.client().flushAll();
    codes = new OneTimeCodes(redis.client(), new SecureRandom());
  }

  private String issued(String key) {
    return codes.issue(PHONE, WEB, key, NOW).orElseThrow().code();
  }

  private static String wrong(String code) {
    return code.equals("111111") ? "222222" : "111111";
  }

  @Test
  void isRightOnceWithinFiveTries() {
    String code = issued("a");
    assertThat(code).matches("[0-9]{6}");
    for (int left = 4; left >= 1; left--) {
      assertThat(codes.check(PHONE, WEB, "try" + left, wrong(code)).left()).isEqualTo(left);
    }
    assertThat(codes.check(PHONE, WEB, "last", code).right()).isTrue();
    assertThat(codes.check(PHONE, WEB, "once more", code))
        .isEqualTo(new OneTimeCodes.Checked(false, 0));
  }

  @Test
  void countsNoMoreAfterFiveWrongTries() {
    String code = issued("a");
    for (int i = 0; i < OneTimeCodes.TRIES; i++) {
      assertThat(codes.check(PHONE, WEB, "try" + i, wrong(code)).right()).isFalse();
    }
    assertThat(codes.check(PHONE, WEB, "sixth", code).right()).isFalse();
  }

  @Test
  void aTryThatIsCarriedOutAgainIsAnsweredAsBeforeAndCountedOnce() {
    String code = issued("a");
    codes.check(PHONE, WEB, "1", wrong(code));
    assertThat(codes.check(PHONE, WEB, "1", wrong(code)).left()).isEqualTo(4);
    assertThat(codes.check(PHONE, WEB, "2", code).right()).isTrue();
    assertThat(codes.check(PHONE, WEB, "2", code).right()).isTrue();
  }

  @Test
  void countsForOneConversationAndOneNumberOnly() {
    String code = issued("a");
    assertThat(codes.check(PHONE, new ConversationId("web:other"), "1", code).right()).isFalse();
    assertThat(codes.check("+380509999999", WEB, "2", code).right()).isFalse();
    assertThat(codes.check(PHONE, WEB, "3", code).right()).isTrue();
  }

  @Test
  void theOneBeforeCountsNoMore() {
    String first = issued("a");
    String second = issued("b");
    if (!first.equals(second)) {
      assertThat(codes.check(PHONE, WEB, "1", first).right()).isFalse();
    }
    assertThat(codes.check(PHONE, WEB, "2", second).right()).isTrue();
  }

  @Test
  void isForgottenAfterTenMinutesAndNeverStoredAsItIs() {
    String code = issued("a");
    assertThat(redis.client().pttl("holos:code:" + WEB.value()))
        .isBetween(1L, Duration.ofMinutes(10).toMillis());
    assertThat(redis.client().hgetAll("holos:code:" + WEB.value()).values())
        .noneMatch(value -> value.contains(code) && value.length() < 32);
    redis.client().del("holos:code:" + WEB.value());
    assertThat(codes.check(PHONE, WEB, "1", code)).isEqualTo(new OneTimeCodes.Checked(false, 0));
  }

  @Test
  void threeAnHourForANumberWhoeverAsks() {
    for (int i = 0; i < OneTimeCodes.AN_HOUR; i++) {
      assertThat(issue(PHONE, "web:" + i, NOW.plusSeconds(i))).isPresent();
    }
    assertThat(issue(PHONE, "web:9", NOW.plusSeconds(3_599))).isEmpty();
    assertThat(issue("+380509999999", "web:9", NOW)).isPresent();
    assertThat(issue(PHONE, "web:10", NOW.plusSeconds(3_600))).isPresent();
    assertThat(issue(PHONE, "web:11", NOW.plusSeconds(3_600))).isEmpty();
  }

  @Test
  void threeAnHourForAConversationWhateverNumberItNames() {
    for (int i = 0; i < OneTimeCodes.AN_HOUR; i++) {
      assertThat(issue("+38050000000" + i, "web:1", NOW)).isPresent();
    }
    assertThat(issue("+380500000009", "web:1", NOW.plusSeconds(3_599))).isEmpty();
  }

  @Test
  void tenADayForANumber() {
    int sent = 0;
    for (int i = 0; i < 23 * 3; i++) {
      sent += issue(PHONE, "web:" + i, NOW.plus(Duration.ofMinutes(20L * i))).isPresent() ? 1 : 0;
    }
    assertThat(sent).isEqualTo(OneTimeCodes.A_DAY);
  }

  @Test
  void aLimitForTheWholeCity() {
    int sent = 0;
    for (int i = 0; i < OneTimeCodes.AN_HOUR_IN_ALL + 20; i++) {
      sent += issue("+3805000" + (10_000 + i), "web:" + i, NOW).isPresent() ? 1 : 0;
    }
    assertThat(sent).isEqualTo(OneTimeCodes.AN_HOUR_IN_ALL);
  }

  @Test
  void whatWasRefusedUsesUpNothing() {
    for (int i = 0; i < OneTimeCodes.AN_HOUR; i++) {
      assertThat(issue(PHONE, "web:" + i, NOW)).isPresent();
    }
    for (int i = 0; i < OneTimeCodes.AN_HOUR; i++) {
      assertThat(issue(PHONE, "web:9", NOW.plusSeconds(i))).isEmpty();
    }
    assertThat(issue("+380509999999", "web:9", NOW.plusSeconds(9))).isPresent();
  }

  @Test
  void aRequestThatIsCarriedOutAgainIsCountedOnce() {
    for (int i = 0; i < 10; i++) {
      assertThat(issued("a")).isNotEmpty();
    }
    assertThat(issued("b")).isNotEmpty();
    assertThat(issued("c")).isNotEmpty();
    assertThat(codes.issue(PHONE, WEB, "d", NOW)).isEmpty();
  }

  private Optional<OneTimeCodes.Issued> issue(String phone, String conversation, Instant at) {
    return codes.issue(phone, new ConversationId(conversation), phone + conversation + at, at);
  }
}
