package ua.holos.bot.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class QuietHoursTest {
  private static final ZoneId KYIV = ZoneId.of("Europe/Kyiv");
  private final QuietHours night = QuietHours.STANDARD;

  private static Instant kyiv(String local) {
    return LocalDateTime.parse(local).atZone(KYIV).toInstant();
  }

  @Test
  void lastOverMidnightFromTheFirstTimeToTheSecond() {
    assertThat(night.at(kyiv("2026-11-23T21:59:59"))).isFalse();
    assertThat(night.at(kyiv("2026-11-23T22:00:00"))).isTrue();
    assertThat(night.at(kyiv("2026-11-24T00:00:00"))).isTrue();
    assertThat(night.at(kyiv("2026-11-24T07:59:59"))).isTrue();
    assertThat(night.at(kyiv("2026-11-24T08:00:00"))).isFalse();
  }

  @Test
  void endTheSameMorningOrTheNext() {
    assertThat(night.end(kyiv("2026-11-23T23:00:00"))).isEqualTo(kyiv("2026-11-24T08:00:00"));
    assertThat(night.end(kyiv("2026-11-24T03:00:00"))).isEqualTo(kyiv("2026-11-24T08:00:00"));
  }

  @Test
  void followTheCitysClockWhenItIsChanged() {
    assertThat(night.end(kyiv("2026-10-24T23:00:00"))).isEqualTo(kyiv("2026-10-25T08:00:00"));
    assertThat(night.end(kyiv("2026-03-28T23:00:00"))).isEqualTo(kyiv("2026-03-29T08:00:00"));
  }

  @Test
  void mayLieWithinOneDay() {
    QuietHours nap = new QuietHours(LocalTime.of(13, 0), LocalTime.of(15, 0), KYIV);
    assertThat(nap.at(kyiv("2026-11-23T12:59:00"))).isFalse();
    assertThat(nap.at(kyiv("2026-11-23T14:00:00"))).isTrue();
    assertThat(nap.at(kyiv("2026-11-23T15:00:00"))).isFalse();
  }

  @Test
  void neverLastWhenBothTimesAreTheSame() {
    QuietHours none = new QuietHours(LocalTime.of(8, 0), LocalTime.of(8, 0), KYIV);
    for (int hour = 0; hour < 24; hour++) {
      assertThat(none.at(kyiv("2026-11-23T%02d:00:00".formatted(hour)))).isFalse();
    }
  }
}
