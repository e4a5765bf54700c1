package ua.holos.gateway.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The names of all `holos.*` settings, as the compiler collected them from the settings records of
/// all modules (Spring Boot's configuration metadata).
final class KnownSettings {
  private static final String METADATA = "META-INF/spring-configuration-metadata.json";
  private static final String PREFIX = "holos.";
  private static final Pattern PROPERTY =
      Pattern.compile("\"name\":\\s*\"(holos[.][^\"]+)\",\\s*\"type\":\\s*\"([^\"]+)\"");
  private static final int NAMES_SUGGESTED = 3;

  private final Set<String> names = new TreeSet<>();
  private final Set<String> keys = new HashSet<>();
  private final Set<String> open = new HashSet<>();

  /// @param names of the settings
  /// @param maps those under which any name may stand
  KnownSettings(Collection<String> names, Collection<String> maps) {
    this.names.addAll(names);
    names.forEach(name -> keys.add(key(name)));
    maps.forEach(name -> open.add(key(name) + "."));
  }

  static KnownSettings ofAllModules(ClassLoader classes) {
    Set<String> names = new TreeSet<>();
    Set<String> maps = new TreeSet<>();
    try {
      for (URL url : Collections.list(classes.getResources(METADATA))) {
        // Spring's own metadata is large and has none of ours: reading it would only delay the
        // start.
        if (url.getPath().contains("/spring-boot")) {
          continue;
        }
        String text = text(url);
        if (text.contains("\"" + PREFIX)) {
          read(text, names, maps);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new KnownSettings(names, maps);
  }

  private static String text(URL url) throws IOException {
    URLConnection connection = url.openConnection();
    connection.setUseCaches(false);
    try (InputStream in = connection.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// Reads what the configuration processor wrote, always in this form. A JSON parser would be the
  /// first thing to be loaded at each start, for a handful of names.
  private static void read(String text, Set<String> names, Set<String> maps) {
    int properties = text.indexOf("\"properties\":");
    int end = text.indexOf("\"hints\":");
    Matcher property =
        PROPERTY.matcher(text.substring(properties, end < properties ? text.length() : end));
    while (property.find()) {
      names.add(property.group(1));
      if (property.group(2).startsWith("java.util.Map<")) {
        maps.add(property.group(1));
      }
    }
  }

  Set<String> names() {
    return Collections.unmodifiableSet(names);
  }

  /// Whether a name from a file or the command line is a setting's, in any of the forms that Spring
  /// takes: `holos.data-dir`, `holos.dataDir`, `holos.data_dir`.
  boolean knows(String name) {
    String key = key(name);
    return keys.contains(key) || open.stream().anyMatch(key::startsWith);
  }

  /// The same for a variable of the environment: `HOLOS_DATA_DIR`, `HOLOS_DATADIR`.
  boolean knowsVariable(String variable) {
    String key = variableKey(variable);
    return names.stream().anyMatch(name -> variableKey(variable(name)).equals(key))
        || open.stream().anyMatch(prefix -> key.startsWith(variableKey(prefix)));
  }

  /// The names nearest to one that isn't known, best first.
  List<String> nearest(String name) {
    String key = key(name);
    return names.stream()
        .sorted(Comparator.comparingInt((String known) -> Likeness.distance(key, key(known))))
        .limit(NAMES_SUGGESTED)
        .collect(Collectors.toList());
  }

  /// The variable of the environment for a setting.
  static String variable(String name) {
    return name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  private static String variableKey(String variable) {
    return variable
        .replace("_", "")
        .replace(".", "")
        .replace("-", "")
        .replaceFirst("[0-9]+$", "")
        .toLowerCase(Locale.ROOT);
  }

  private static String key(String name) {
    return name.replaceAll("\\[[^\\]]*\\]", "")
        .replace("-", "")
        .replace("_", "")
        .toLowerCase(Locale.ROOT);
  }
}
