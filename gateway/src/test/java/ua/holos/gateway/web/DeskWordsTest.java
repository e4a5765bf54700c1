package ua.holos.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The words of the desk's pages: the same in both languages, and every key that a page or the code
/// names is there.
class DeskWordsTest {
  private static final Path WORDS = Path.of("src/main/resources/ua/holos/gateway");
  private static final Pattern KEY =
      Pattern.compile("[#]\\{([a-z][a-z0-9-]*(?:\\.[A-Za-z0-9-]+)+)[(}]");
  private static final Pattern MSG =
      Pattern.compile("messages\\.msg\\('([a-z][A-Za-z0-9.-]+)'[,)]");
  private static final Pattern IN_CODE =
      Pattern.compile("\"((?:desk|staff|history|team)\\.[a-z0-9-]+(?:\\.[A-Za-z0-9-]+)*)\"");

  private static Map<String, String> words(String name, String language) throws IOException {
    Properties read = new Properties();
    try (var reader =
        Files.newBufferedReader(WORDS.resolve(name + "/words" + language + ".properties"))) {
      read.load(reader);
    }
    Map<String, String> words = new HashMap<>();
    read.forEach((key, value) -> words.put((String) key, (String) value));
    return words;
  }

  @ParameterizedTest
  @ValueSource(strings = {"staff", "desk", "history", "supervision"})
  void bothLanguagesHaveTheSameKeysAndPlaces(String name) throws IOException {
    Map<String, String> ukrainian = words(name, "");
    Map<String, String> english = words(name, "_en");
    assertThat(english.keySet()).containsExactlyInAnyOrderElementsOf(ukrainian.keySet());
    ukrainian.forEach((key, text) -> {
      assertThat(text).as(key).isNotBlank();
      assertThat(places(english.getOrDefault(key, ""))).as(key).isEqualTo(places(text));
    });
  }

  private static Set<String> places(String text) {
    Set<String> places = new TreeSet<>();
    Matcher place = Pattern.compile("\\{(\\d+)").matcher(text);
    while (place.find()) {
      places.add(place.group(1));
    }
    assertThat(new MessageFormat(text).getFormatsByArgumentIndex()).as(text).hasSize(places.size());
    return places;
  }

  @Test
  void everyKeyThatIsNamedIsThere() throws IOException {
    Set<String> known = new TreeSet<>();
    for (String name : List.of("staff", "desk", "history", "supervision")) {
      known.addAll(words(name, "").keySet());
    }
    List<String> missing = new ArrayList<>();
    for (Path file : files("src/main/resources/templates/desk", ".html")) {
      named(file, KEY, known, missing);
      named(file, MSG, known, missing);
    }
    for (String name : List.of("staff", "desk", "history", "supervision")) {
      for (Path file : files("src/main/java/ua/holos/gateway/" + name, ".java")) {
        named(file, IN_CODE, known, missing);
      }
    }
    assertThat(missing).isEmpty();
  }

  /// A key that is the beginning of others, or whose end is put on later, counts.
  private static void named(Path file, Pattern pattern, Set<String> known, List<String> missing)
      throws IOException {
    Matcher key = pattern.matcher(Files.readString(file));
    while (key.find()) {
      String name = key.group(1);
      if (!known.contains(name) && known.stream().noneMatch(one -> one.startsWith(name + "."))) {
        missing.add(file.getFileName() + ": " + name);
      }
    }
  }

  private static List<Path> files(String folder, String ending) throws IOException {
    try (Stream<Path> all = Files.walk(Path.of(folder))) {
      return all.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }
}
