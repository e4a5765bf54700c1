package ua.holos.gateway.city;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `key = value` lines with their line numbers, in the format of Java's properties in UTF-8: `#`
/// begins a comment, a backslash at the end of a line joins the next one, `\n` breaks a line.
/// Unlike there, `:` belongs to the key or value, and a key that is there twice is a mistake.
final class PropertyLines {
  private PropertyLines() {}

  /// A value and the line its key is on.
  record Entry(int line, String value) {}

  static Map<String, Entry> read(String file, String text, Mistakes mistakes) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    List<String> lines = text.lines().toList();
    int number = 0;
    while (number < lines.size()) {
      int first = number + 1;
      StringBuilder logical = new StringBuilder(lines.get(number++).strip());
      if (logical.isEmpty() || logical.charAt(0) == '#' || logical.charAt(0) == '!') {
        continue;
      }
      while (continues(logical) && number < lines.size()) {
        logical.setLength(logical.length() - 1);
        logical.append(lines.get(number++).stripLeading());
      }
      entry(file, first, logical.toString(), entries, mistakes);
    }
    return entries;
  }

  private static boolean continues(CharSequence line) {
    int backslashes = 0;
    while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }

  private static void entry(
      String file, int line, String text, Map<String, Entry> entries, Mistakes mistakes) {
    int equals = text.indexOf('=');
    String key = equals < 0 ? text : text.substring(0, equals).strip();
    if (equals < 0 || key.isEmpty()) {
      mistakes.add(file, line, "expected 'key = words', found '" + shortened(text) + "'");
      return;
    }
    String value = unescaped(file, line, text.substring(equals + 1).strip(), mistakes);
    if (value.isBlank()) {
      mistakes.add(file, line, "'" + key + "' is empty: expected words");
    }
    Entry before = entries.putIfAbsent(key, new Entry(line, value));
    if (before != null) {
      mistakes.add(file, line, "'" + key + "' is there twice, first on line " + before.line());
    }
  }

  private static String unescaped(String file, int line, String value, Mistakes mistakes) {
    if (value.indexOf('\\') < 0) {
      return value;
    }
    StringBuilder result = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c != '\\' || i + 1 == value.length()) {
        result.append(c);
        continue;
      }
      char escaped = value.charAt(++i);
      switch (escaped) {
        case 'n' -> result.append('\n');
        case 't' -> result.append('\t');
        case '\\', ' ', '#', '=', ':' -> result.append(escaped);
        case 'u' -> {
          String code = value.substring(i + 1, Math.min(value.length(), i + 5));
          if (code.matches("[0-9A-Fa-f]{4}")) {
            result.append((char) Integer.parseInt(code, 16));
          } else {
            mistakes.add(
                file,
                line,
                "'\\u" + code + "' is not a character: expected \\u and four hexadecimal digits");
          }
          i += code.length();
        }
        default ->
            mistakes.add(
                file,
                line,
                "'\\" + escaped + "' means nothing: expected \\n for a new line or \\\\ for \\");
      }
    }
    return result.toString();
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
