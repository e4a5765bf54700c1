package ua.holos.gateway.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IcuWordingTest {
  private static final Instant LATE_ON_THE_30TH = Instant.parse("2026-11-30T22:30:00Z");

  private final IcuWording wording =
      new IcuWording(
          Map.of(
              "days", "{n, plural, one{# день} few{# дні} many{# днів} other{# дня}}",
              "due", "до {due, date, d MMMM y}, {due, time, HH:mm}",
              "bare", "до {due}",
              "call", "Телефонуйте {phone}: {what}",
              "both", "{due, date, d MMMM} ({due})",
              "quotes", "Комп'ютер {what}, '{'дужки'}' і об''єднання"),
          Map.of("phone", "1551"),
          ZoneId.of("Europe/Kyiv"));

  private String days(int n) {
    return wording.say("days", Map.of("n", n));
  }

  @Test
  void countsInUkrainian() {
    assertThat(IntStream.of(1, 2, 5, 11, 21, 22, 25).mapToObj(this::days))
        .containsExactly("1 день", "2 дні", "5 днів", "11 днів", "21 день", "22 дні", "25 днів");
  }

  @Test
  void writesDatesInTheCitysTimeZone() {
    assertThat(wording.say("due", Map.of("due", LATE_ON_THE_30TH)))
        .isEqualTo("до 1 грудня 2026, 00:30");
    assertThat(wording.say("bare", Map.of("due", LATE_ON_THE_30TH))).isEqualTo("до 1 грудня 2026");
  }

  @Test
  void putsTextInWithTheArgumentsThatAreAlwaysThere() {
    assertThat(wording.say("call", Map.of("what", "{аварія}")))
        .isEqualTo("Телефонуйте 1551: {аварія}");
    assertThat(wording.say("call", Map.of("what", "ні", "phone", "104")))
        .isEqualTo("Телефонуйте 104: ні");
  }

  @Test
  void readsQuotesAsIcuDoes() {
    assertThat(wording.say("quotes", Map.of("what", "є")))
        .isEqualTo("Комп'ютер є, {дужки} і об'єднання")
        .isEqualTo(
            new com.ibm.icu.text.MessageFormat(
                    "Комп'ютер {what}, '{'дужки'}' і об''єднання",
                    com.ibm.icu.util.ULocale.forLanguageTag("uk"))
                .format(Map.of("what", "є")));
  }

  @Test
  void refusesAnUnknownKeyAndAMissingArgument() {
    assertThatThrownBy(() -> wording.say("nothing"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing");
    assertThatThrownBy(() -> wording.say("due"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("due");
  }

  @Test
  void saysTheSameFromManyThreadsAtOnce() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> tasks =
          IntStream.range(0, 2_000)
              .<Callable<String>>mapToObj(i ->
                  () ->
                      days(i % 100)
                          + wording.say(
                              "due", Map.of("due", LATE_ON_THE_30TH.plusSeconds(60L * i))))
              .toList();
      List<Future<String>> said = threads.invokeAll(tasks);
      for (int i = 0; i < said.size(); i++) {
        assertThat(said.get(i).get())
            .isEqualTo(
                days(i % 100)
                    + wording.say("due", Map.of("due", LATE_ON_THE_30TH.plusSeconds(60L * i))));
      }
    }
  }
}
