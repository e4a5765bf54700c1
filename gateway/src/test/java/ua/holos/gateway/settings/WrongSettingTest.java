package ua.holos.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class WrongSettingTest {

  enum Format {
    JSON,
    PLAIN_TEXT
  }

  record Sample(int limit, Duration pause, Format format, String token, long secretCount) {
    Sample {
      if (limit < 0) {
        throw new IllegalArgumentException(
            "holos.sample.limit: found " + limit + ", expected 0 or more");
      }
    }
  }

  private static String explanation(String name, String value) {
    BindException exception =
        catchThrowableOfType(
            BindException.class,
            () ->
                new Binder(new MapConfigurationPropertySource(Map.of(name, value)))
                    .bind("holos.sample", Sample.class));
    assertThat(exception).as("can't be bound").isNotNull();
    return Objects.requireNonNull(new WrongSettingFailureAnalyzer().analyze(exception, exception))
        .getDescription();
  }

  @Test
  void tellsNameAndFindingAndExpectation() {
    assertThat(explanation("holos.sample.limit", "many"))
        .isEqualTo("The setting holos.sample.limit is 'many': expected a whole number");
    assertThat(explanation("holos.sample.pause", "soon"))
        .isEqualTo(
            "The setting holos.sample.pause is 'soon': expected a duration such as 30s, 5m or 2h");
    assertThat(explanation("holos.sample.format", "xml"))
        .isEqualTo("The setting holos.sample.format is 'xml': expected one of json, plain-text");
  }

  @Test
  void tellsTheRecordsOwnWord() {
    assertThat(explanation("holos.sample.limit", "-1"))
        .isEqualTo("A setting is wrong. holos.sample.limit: found -1, expected 0 or more.");
  }

  @Test
  void neverTellsASecret() {
    assertThat(explanation("holos.sample.secret-count", "hunter2"))
        .contains("holos.sample.secret-count")
        .doesNotContain("hunter2");
  }
}
