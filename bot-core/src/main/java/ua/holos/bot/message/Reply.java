package ua.holos.bot.message;

import java.util.List;

/// What Holos says: a text in the citizen's wording and rows of buttons under it.
public record Reply(String text, List<List<QuickReply>> rows, Priority priority) {
  public Reply {
    rows = rows.stream().map(List::copyOf).toList();
  }

  /// All buttons in reading order: the first has number 1 where buttons become a numbered list.
  public List<QuickReply> quickReplies() {
    return rows.stream().flatMap(List::stream).toList();
  }
}
