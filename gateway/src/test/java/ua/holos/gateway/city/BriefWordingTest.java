package ua.holos.gateway.city;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import ua.holos.bot.conversation.WordingKeys;

/// A Cyrillic SMS has 70 characters; the 71st doubles its price.
class BriefWordingTest {
  private static final int ONE_SMS = 70;
  private static final Map<String, Object> LONGEST =
      Map.of(
          "number", "5-1203456",
          "due", Instant.parse("2026-11-26T21:59:00Z"),
          "status", "служба чекає на вашу відповідь",
          "responsible", "Укртелеком",
          "place", 99,
          "minutes", 120,
          "when", "у понеділок з 09:00");

  @TestFactory
  Stream<DynamicTest> fitsOneSms() {
    return WordingKeys.required().keySet().stream()
        .filter(key -> key.endsWith(WordingKeys.BRIEF))
        .map(key ->
            DynamicTest.dynamicTest(
                key,
                () -> {
                  String said = DemoCity.wording().say(key, LONGEST);
                  assertThat(said)
                      .as("%d characters", said.length())
                      .hasSizeLessThanOrEqualTo(ONE_SMS);
                }));
  }
}
