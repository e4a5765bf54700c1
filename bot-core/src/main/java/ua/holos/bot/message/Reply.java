package ua.holos.bot.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What Holos says: a text in the citizen's wording and rows of buttons under it.
///
/// @param brief the same to fit one SMS (70 characters), null when there is no short form; complete
///   in itself, it names its choices by their numbers
public record Reply(
    String text, List<List<QuickReply>> rows, Priority priority, @Nullable String brief) {
  public Reply {
    rows = rows.stream().map(List::copyOf).toList();
  }

  /// A reply without a short form.
  public Reply(String text, List<List<QuickReply>> rows, Priority priority) {
    this(text, rows, priority, null);
  }

  /// All buttons in reading order.
  public List<QuickReply> quickReplies() {
    return rows.stream().flatMap(List::stream).toList();
  }
}
