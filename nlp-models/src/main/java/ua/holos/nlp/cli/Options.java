package ua.holos.nlp.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import ua.holos.nlp.training.InvalidInputException;

/// The `--name value` options of a command line, and those that stand without a value.
final class Options {

  private final Map<String, String> values;

  private Options(Map<String, String> values) {
    this.values = values;
  }

  /// @param known names without the dashes
  static Options parse(List<String> arguments, Set<String> known) throws InvalidInputException {
    return parse(arguments, known, Set.of());
  }

  /// @param known names without the dashes
  /// @param flags names of those that take no value
  static Options parse(List<String> arguments, Set<String> known, Set<String> flags)
      throws InvalidInputException {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < arguments.size(); i += 2) {
      String argument = arguments.get(i);
      String name = argument.startsWith("--") ? argument.substring(2) : "";
      if (flags.contains(name)) {
        values.put(name, "");
        i--;
        continue;
      }
      if (!known.contains(name)) {
        Set<String> all = new TreeSet<>(known);
        all.addAll(flags);
        throw new InvalidInputException(
            "unknown option '%s'; expected --%s (--help tells more)"
                .formatted(argument, String.join(", --", all)));
      }
      if (i + 1 == arguments.size() || arguments.get(i + 1).startsWith("--")) {
        throw new InvalidInputException("--" + name + " needs a value after it");
      }
      if (values.put(name, arguments.get(i + 1)) != null) {
        throw new InvalidInputException("--" + name + " is given twice");
      }
    }
    return new Options(values);
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  Path path(String name) throws InvalidInputException {
    Optional<Path> path = optionalPath(name);
    if (path.isEmpty()) {
      throw new InvalidInputException("--" + name + " is missing (--help tells more)");
    }
    return path.get();
  }

  Optional<Path> optionalPath(String name) throws InvalidInputException {
    String value = values.get(name);
    try {
      return value == null ? Optional.empty() : Optional.of(Path.of(value));
    } catch (InvalidPathException e) {
      throw new InvalidInputException("--" + name + ": not a path: " + value);
    }
  }

  Optional<String> optionalText(String name) {
    return Optional.ofNullable(values.get(name));
  }

  int number(String name, int otherwise) throws InvalidInputException {
    String value = values.get(name);
    try {
      return value == null ? otherwise : Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new InvalidInputException("--" + name + ": not a whole number: " + value);
    }
  }
}
