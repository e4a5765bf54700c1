package ua.holos.channel.support;

import java.util.List;
import ua.holos.bot.message.QuickReply;
import ua.holos.bot.message.Reply;

/// Buttons as text, for a channel that has none: each on a line of its own with its number, which
/// the engine takes for an answer. A button that asks for a location or a phone number is left out
/// and not counted, as the engine doesn't count it either.
public final class NumberedList {

  private NumberedList() {}

  /// The reply without buttons, its text followed by the numbered list.
  public static Reply render(Reply reply) {
    List<QuickReply> buttons = reply.quickReplies();
    StringBuilder text = new StringBuilder(reply.text());
    String border = "\n\n";
    int number = 0;
    for (QuickReply button : buttons) {
      if (button.kind() == QuickReply.Kind.REPLY) {
        number++;
        text.append(border).append(number).append(". ").append(button.label());
        border = "\n";
      }
    }
    return reply.as(text.toString(), List.of());
  }
}
