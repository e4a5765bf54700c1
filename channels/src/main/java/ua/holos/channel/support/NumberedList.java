package ua.holos.channel.support;

import java.util.List;
import ua.holos.bot.message.QuickReply;
import ua.holos.bot.message.Reply;

/// Buttons as text, for a channel that has none: each on a line of its own with its number among
/// all buttons of the reply. A button that asks for a location or a phone number is left out, and
/// its number stays free, because the engine counts it.
public final class NumberedList {

  private NumberedList() {}

  /// The reply without buttons, its text followed by the numbered list.
  public static Reply render(Reply reply) {
    List<QuickReply> buttons = reply.quickReplies();
    StringBuilder text = new StringBuilder(reply.text());
    String border = "\n\n";
    for (int i = 0; i < buttons.size(); i++) {
      if (buttons.get(i).kind() == QuickReply.Kind.REPLY) {
        text.append(border).append(i + 1).append(". ").append(buttons.get(i).label());
        border = "\n";
      }
    }
    return new Reply(text.toString(), List.of(), reply.priority());
  }
}
