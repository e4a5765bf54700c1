package ua.holos.bot.message;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What Holos says: a text in the citizen's wording and rows of buttons under it.
///
/// @param brief the same to fit one SMS (70 characters), null when there is no short form; complete
///   in itself, it names its choices by their numbers
/// @param author the operator's name where a person says it, null where the bot does
/// @param attachments files that go with it; the text may then be empty
public record Reply(
    String text,
    List<List<QuickReply>> rows,
    Priority priority,
    @Nullable String brief,
    @Nullable String author,
    List<Attachment> attachments) {
  public Reply {
    rows = rows.stream().map(List::copyOf).toList();
    // A message that an older version left in the outbox has none.
    attachments = List.copyOf(Objects.requireNonNullElse(attachments, List.of()));
  }

  /// What the bot says, with a short form.
  public Reply(
      String text, List<List<QuickReply>> rows, Priority priority, @Nullable String brief) {
    this(text, rows, priority, brief, null, List.of());
  }

  /// A reply without a short form.
  public Reply(String text, List<List<QuickReply>> rows, Priority priority) {
    this(text, rows, priority, null);
  }

  /// What an operator says.
  public static Reply of(String author, String text, List<Attachment> attachments) {
    return new Reply(text, List.of(), Priority.REPLY, null, author, attachments);
  }

  /// The same in another form: its author and its files stay.
  public Reply as(String newText, List<List<QuickReply>> newRows) {
    return new Reply(newText, newRows, priority, null, author, attachments);
  }

  /// All buttons in reading order.
  public List<QuickReply> quickReplies() {
    return rows.stream().flatMap(List::stream).toList();
  }
}
