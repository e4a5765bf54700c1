package ua.holos.gateway.filing;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import ua.holos.bot.appeal.AppealStatus;

/// How the core system's words for statuses are understood, and which words we use towards it:
/// `statuses.yaml` of the city pack.
final class StatusWords {
  /// The value of a word that leaves the status as it is.
  private static final String UNCHANGED = "unchanged";

  private final Map<String, Meaning> codes;
  private final Map<String, Meaning> statuses;
  private final Map<Word, String> sent;

  /// What a word means: a status, or null for "as it was".
  record Meaning(@Nullable AppealStatus status) {}

  /// What we tell the core.
  enum Word {
    REOPEN,
    COMMENT
  }

  private StatusWords(
      Map<String, Meaning> codes, Map<String, Meaning> statuses, Map<Word, String> sent) {
    this.codes = codes;
    this.statuses = statuses;
    this.sent = sent;
  }

  /// Reads the file.
  ///
  /// @throws IllegalArgumentException with file, key, what was found and what is expected
  static StatusWords read(Resource file) throws IOException {
    String name = "statuses.yaml";
    if (!file.exists()) {
      throw new IllegalArgumentException(
          name + " is missing in the city pack: expected how the core's statuses are understood");
    }
    Object root;
    try (var in = file.getInputStream()) {
      root = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
    } catch (YAMLException e) {
      throw new IllegalArgumentException(name + ": this is not YAML: " + e.getMessage(), e);
    }
    if (!(root instanceof Map<?, ?> keys)) {
      throw new IllegalArgumentException(name + ": expected the keys codes, statuses and send");
    }
    Map<Word, String> sent = new EnumMap<>(Word.class);
    Map<String, String> send = texts(name, keys, "send");
    for (Word word : Word.values()) {
      String text = send.get(word.name().toLowerCase(Locale.ROOT));
      if (text == null) {
        throw new IllegalArgumentException(
            name + ": send." + word.name().toLowerCase(Locale.ROOT) + " is missing");
      }
      sent.put(word, text);
    }
    return new StatusWords(
        meanings(name, "codes", texts(name, keys, "codes")),
        meanings(name, "statuses", texts(name, keys, "statuses")),
        sent);
  }

  /// What an update means; the finer code counts first. Empty for words that nobody explained.
  Optional<Meaning> understand(String code, String status) {
    return Optional.ofNullable(codes.get(key(code)))
        .or(() -> Optional.ofNullable(statuses.get(key(status))));
  }

  /// The word that the core is told.
  String word(Word word) {
    return sent.getOrDefault(word, word.name());
  }

  private static Map<String, Meaning> meanings(
      String file, String section, Map<String, String> texts) {
    Map<String, Meaning> meanings = new LinkedHashMap<>();
    texts.forEach((word, value) -> {
      AppealStatus status =
          Arrays.stream(AppealStatus.values())
              .filter(one -> key(one.name()).equals(key(value)))
              .findFirst()
              .orElse(null);
      if (status == null && !value.equals(UNCHANGED)) {
        throw new IllegalArgumentException(
            file
                + ": "
                + section
                + "."
                + word
                + " is '"
                + value
                + "': expected one of "
                + Arrays.stream(AppealStatus.values()).map(one -> key(one.name())).toList()
                + " or unchanged");
      }
      meanings.put(key(word), new Meaning(status));
    });
    return Map.copyOf(meanings);
  }

  private static Map<String, String> texts(String file, Map<?, ?> keys, String section) {
    if (!(keys.get(section) instanceof Map<?, ?> entries)) {
      throw new IllegalArgumentException(
          file + ": '" + section + "' is missing: expected words and what they mean");
    }
    Map<String, String> texts = new LinkedHashMap<>();
    entries.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
    return texts;
  }

  private static String key(String word) {
    return word.strip().toLowerCase(Locale.ROOT).replace('-', '_');
  }
}
