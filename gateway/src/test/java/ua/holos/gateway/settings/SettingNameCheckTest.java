package ua.holos.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class SettingNameCheckTest {
  private static final KnownSettings KNOWN =
      KnownSettings.ofAllModules(SettingNameCheckTest.class.getClassLoader());

  private static void check(String source, Map<String, Object> settings) {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .forEach(s -> environment.getPropertySources().remove(s.getName()));
    environment
        .getPropertySources()
        .addFirst(
            source.equals(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)
                ? new SystemEnvironmentPropertySource(source, settings)
                : new MapPropertySource(source, settings));
    SettingNameCheck.check(environment, KNOWN);
  }

  private static String explanation(String source, Map<String, Object> settings) {
    UnknownSettingsException exception =
        catchThrowableOfType(UnknownSettingsException.class, () -> check(source, settings));
    assertThat(exception).as("stops the start").isNotNull();
    return new UnknownSettingsFailureAnalyzer().analyze(exception, exception).getDescription();
  }

  @Test
  void knowsTheSettingsOfTheDesign() {
    assertThat(KNOWN.names())
        .contains(
            "holos.data-dir",
            "holos.public-url",
            "holos.city-dir",
            "holos.city.streets",
            "holos.city.houses",
            "holos.core.url",
            "holos.core.api-key",
            "holos.webchat.messages-per-minute");
  }

  @Test
  void knowsEverySettingThatTheCodeReadsByName() throws IOException {
    Pattern read =
        Pattern.compile("\\$\\{(holos[.][a-z0-9.-]+)|getProperty\\(\\s*\"(holos[.][a-z0-9.-]+)\"");
    TreeSet<String> names = new TreeSet<>();
    for (String module : new String[] {"gateway", "channels"}) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          read.matcher(Files.readString(file))
              .results()
              .forEach(m -> names.add(m.group(1) != null ? m.group(1) : m.group(2)));
        }
      }
    }
    assertThat(names).isNotEmpty().allMatch(KNOWN::knows);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "holos.data-dir",
        "holos.dataDir",
        "holos.data_dir",
        "HOLOS.DATA-DIR",
        "holos.webchat.embed-origins",
        "holos.webchat.embed-origins[0]",
        "server.port",
        "holosx.y"
      })
  void takesANameInAnyOfItsForms(String name) {
    assertThatCode(() -> check("commandLineArgs", Map.of(name, "x"))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HOLOS_DATA_DIR",
        "HOLOS_DATADIR",
        "HOLOS_CORE_API_KEY",
        "holos.data-dir",
        "HOLOS_WEBCHAT_EMBED_ORIGINS_0",
        "HOLOSX"
      })
  void takesAVariableOfTheEnvironmentInAnyOfItsForms(String name) {
    assertThatCode(() -> check("systemEnvironment", Map.of(name, "x"))).doesNotThrowAnyException();
  }

  @Test
  void stopsAtAnUnknownNameOnTheCommandLineAndNamesTheNearest() {
    assertThat(explanation("commandLineArgs", Map.of("holos.core.apikeys", "s3cret")))
        .contains("holos.core.apikeys (command line)", "holos.core.api-key")
        .doesNotContain("s3cret");
  }

  @Test
  void stopsAtAnUnknownVariableOfTheEnvironment() {
    assertThat(explanation("systemEnvironment", Map.of("HOLOS_DATA_DIRR", "x")))
        .contains("HOLOS_DATA_DIRR (environment)", "holos.data-dir");
  }

  @Test
  void tellsAllUnknownNamesAtOnce() {
    assertThat(explanation("systemProperties", Map.of("holos.a", "1", "holos.b", "2")))
        .contains("holos.a (Java system property)", "holos.b");
  }

  @Test
  void doesNotTakeAVariableFormOnTheCommandLineForOurs() {
    assertThatCode(() -> check("systemProperties", Map.of("HOLOS_HOME", "x")))
        .doesNotThrowAnyException();
  }
}
