package ua.holos.bot.conversation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ua.holos.bot.understanding.Detail;

/// The wording of details. A city may invent details; those that the wording doesn't know by name
/// are called by their code.
final class Details {
  static final List<Detail> NAMED = Detail.known();

  private Details() {}

  /// The question for a detail; the city pack brings the question of a detail of its own.
  static String question(Turn turn, Detail detail) {
    return turn.words("ask.detail." + detail.code());
  }

  static String questionAgain(Turn turn, Detail detail) {
    return turn.words((NAMED.contains(detail) ? "again.detail." : "ask.detail.") + detail.code());
  }

  static String line(Turn turn, Detail detail, String value) {
    return named(turn, "card.detail.", detail, Map.of("value", value));
  }

  static String editLabel(Turn turn, Detail detail) {
    return named(turn, "edit.detail.", detail, Map.of());
  }

  private static String named(
      Turn turn, String prefix, Detail detail, Map<String, String> arguments) {
    if (NAMED.contains(detail)) {
      return turn.words(prefix + detail.code(), arguments);
    }
    Map<String, String> all = new HashMap<>(arguments);
    all.put("detail", detail.code());
    return turn.words(prefix + "other", all);
  }
}
