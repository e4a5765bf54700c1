package ua.holos.gateway.desk.page;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The placeholders of canned replies. What isn't known is marked, and a marked text isn't sent.
final class Placeholders {
  static final List<String> KNOWN =
      List.of("name", "operator", "number", "status", "address", "centre", "phone");

  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\{(" + String.join("|", KNOWN) + ")}");
  private static final Pattern OPEN =
      Pattern.compile("⟦[^⟧]*⟧|\\{(?:" + String.join("|", KNOWN) + ")}");
  private static final Pattern ANY = Pattern.compile("\\{([^{}]*)}");

  private Placeholders() {}

  /// @param values by placeholder; what is missing there is marked: `⟦number⟧`
  static String fill(String text, Map<String, String> values) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(found -> {
          String value = values.get(found.group(1));
          return Matcher.quoteReplacement(
              value == null || value.isBlank() ? "⟦" + found.group(1) + "⟧" : value);
        });
  }

  /// The first place that nobody has filled in yet; null when there is none.
  static @Nullable String firstOpen(String text) {
    Matcher open = OPEN.matcher(text);
    return open.find() ? open.group() : null;
  }

  /// The first placeholder that there isn't; null when all are known.
  static @Nullable String firstUnknown(String text) {
    Matcher any = ANY.matcher(text);
    while (any.find()) {
      if (!KNOWN.contains(any.group(1))) {
        return any.group();
      }
    }
    return null;
  }
}
