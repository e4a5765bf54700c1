package ua.holos.gateway.city;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// Keys and values of a YAML file with their lines. Whatever is wrong goes to the mistakes, and
/// reading goes on with something harmless, so that one start finds all mistakes.
final class YamlObject {
  private final String file;
  private final int line;
  private final Mistakes mistakes;
  private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();

  private YamlObject(String file, MappingNode node, Mistakes mistakes) {
    this.file = file;
    this.line = lineOf(node);
    this.mistakes = mistakes;
    for (NodeTuple entry : node.getValue()) {
      String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
      if (entries.putIfAbsent(key, entry) != null) {
        mistakes.add(file, lineOf(entry.getKeyNode()), "the key '" + key + "' is there twice");
      }
    }
  }

  /// A file that is one object, or empty after a mistake.
  static Optional<YamlObject> one(String file, String text, Mistakes mistakes) {
    return compose(file, text, mistakes).flatMap(node -> object(file, node, mistakes));
  }

  /// A file that is a list of objects; those with mistakes are left out.
  static List<YamlObject> list(String file, String text, Mistakes mistakes) {
    return compose(file, text, mistakes).stream()
        .flatMap(node -> objects(file, node, mistakes).stream())
        .toList();
  }

  private static Optional<Node> compose(String file, String text, Mistakes mistakes) {
    try {
      Node node = new Yaml(new LoaderOptions()).compose(new StringReader(text));
      if (node == null) {
        mistakes.add(file, 0, "the file is empty");
      }
      return Optional.ofNullable(node);
    } catch (MarkedYAMLException e) {
      int at = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      mistakes.add(file, at, "this is not YAML: " + e.getProblem());
      return Optional.empty();
    }
  }

  private static Optional<YamlObject> object(String file, Node node, Mistakes mistakes) {
    if (node instanceof MappingNode mapping) {
      return Optional.of(new YamlObject(file, mapping, mistakes));
    }
    mistakes.add(file, lineOf(node), "expected keys with values ('key: value')");
    return Optional.empty();
  }

  private static List<YamlObject> objects(String file, Node node, Mistakes mistakes) {
    if (!(node instanceof SequenceNode sequence)) {
      mistakes.add(file, lineOf(node), "expected a list ('- ' before every entry)");
      return List.of();
    }
    return sequence.getValue().stream()
        .flatMap(entry -> object(file, entry, mistakes).stream())
        .toList();
  }

  private static int lineOf(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  private int line(String key) {
    NodeTuple entry = entries.get(key);
    return entry == null ? line : lineOf(entry.getKeyNode());
  }

  /// Tells a mistake about a key's value.
  void mistake(String key, String message) {
    mistakes.add(file, line(key), message);
  }

  private @Nullable Node value(String key) {
    asked.add(key);
    NodeTuple entry = entries.get(key);
    return entry == null ? null : entry.getValueNode();
  }

  private @Nullable Node required(String key, String expected) {
    Node node = value(key);
    if (node == null) {
      mistakes.add(file, line, "'" + key + "' is missing: expected " + expected);
    }
    return node;
  }

  /// A required text that isn't blank; "" after a mistake.
  String text(String key, String expected) {
    Node node = required(key, expected);
    return node == null ? "" : scalar(key, node, expected);
  }

  private String scalar(String key, Node node, String expected) {
    if (node instanceof ScalarNode scalar
        && !scalar.getValue().isBlank()
        && !Tag.NULL.equals(scalar.getTag())) {
      return scalar.getValue().strip();
    }
    mistakes.add(file, lineOf(node), "'" + key + "' is " + kind(node) + ": expected " + expected);
    return "";
  }

  private static String kind(Node node) {
    return switch (node) {
      case MappingNode _ -> "a group of keys";
      case SequenceNode _ -> "a list";
      default -> "empty";
    };
  }

  /// A required value that `parse` understands; empty, with a mistake, when it doesn't.
  <T> Optional<T> value(String key, String expected, Function<String, Optional<T>> parse) {
    String text = text(key, expected);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<T> parsed = parse.apply(text);
    if (parsed.isEmpty()) {
      mistake(key, "'" + key + "' is '" + text + "': expected " + expected);
    }
    return parsed;
  }

  /// The same for a key that may be missing.
  <T> Optional<T> optionalValue(String key, String expected, Function<String, Optional<T>> parse) {
    asked.add(key);
    return entries.containsKey(key) ? value(key, expected, parse) : Optional.empty();
  }

  /// A list of texts: what is missing is an empty list, a mistake is left out.
  List<Line> texts(String key, String expected) {
    Node node = value(key);
    if (node == null) {
      return List.of();
    }
    if (!(node instanceof SequenceNode sequence)) {
      mistakes.add(
          file, lineOf(node), "'" + key + "' is not a list: expected [" + expected + ", …]");
      return List.of();
    }
    List<Line> lines = new ArrayList<>();
    for (Node entry : sequence.getValue()) {
      String text = scalar(key, entry, expected);
      if (!text.isEmpty()) {
        lines.add(new Line(lineOf(entry), text));
      }
    }
    return lines;
  }

  /// The same, each entry understood by `parse`.
  <T> List<T> values(String key, String expected, Function<String, Optional<T>> parse) {
    List<T> values = new ArrayList<>();
    for (Line entry : texts(key, expected)) {
      parse
          .apply(entry.text())
          .ifPresentOrElse(
              values::add,
              () ->
                  mistakes.add(
                      file,
                      entry.line(),
                      "'" + key + "' has '" + entry.text() + "': expected " + expected));
    }
    return values;
  }

  /// A required group of keys.
  Optional<YamlObject> group(String key) {
    Node node = required(key, "a group of keys");
    return node == null ? Optional.empty() : object(file, node, mistakes);
  }

  /// The same for a group that may be missing.
  Optional<YamlObject> optionalGroup(String key) {
    asked.add(key);
    return entries.containsKey(key) ? group(key) : Optional.empty();
  }

  /// A list of groups; what is missing is an empty list.
  List<YamlObject> groups(String key) {
    Node node = value(key);
    return node == null ? List.of() : objects(file, node, mistakes);
  }

  /// Tells of keys that nobody asked for. Call it last.
  void nothingElse() {
    entries.forEach((key, entry) -> {
      if (!asked.contains(key)) {
        mistakes.add(
            file,
            lineOf(entry.getKeyNode()),
            "unknown key '" + key + "': expected one of " + String.join(", ", asked));
      }
    });
  }

  /// A text and where it is.
  record Line(int line, String text) {}
}
