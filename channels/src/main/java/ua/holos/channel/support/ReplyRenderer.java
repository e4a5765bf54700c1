package ua.holos.channel.support;

import java.util.List;
import ua.holos.bot.channel.ChannelCapabilities;
import ua.holos.bot.channel.ChannelCapabilities.Feature;
import ua.holos.bot.message.QuickReply;
import ua.holos.bot.message.Reply;

/// Turns a reply into what a channel can show. One renderer for all channels: what they can is in
/// their [ChannelCapabilities], so that a new channel brings no rendering of its own.
///
/// A channel that is paid by the part gets the short form where there is one; one without buttons a
/// numbered list; one that can't ask for a location or a phone number no button for it.
public final class ReplyRenderer {

  private ReplyRenderer() {}

  /// The reply as the channel can show it: without a short form, and with possible buttons only.
  public static Reply render(Reply reply, ChannelCapabilities can) {
    String brief = reply.brief();
    if (brief != null && can.can(Feature.BRIEF)) {
      // It names its choices itself.
      List<List<QuickReply>> rows = can.can(Feature.BUTTONS) ? possible(reply, can) : List.of();
      return reply.as(brief, rows);
    }
    return can.can(Feature.BUTTONS)
        ? reply.as(reply.text(), possible(reply, can))
        : NumberedList.render(reply);
  }

  private static List<List<QuickReply>> possible(Reply reply, ChannelCapabilities can) {
    return reply.rows().stream()
        .map(row -> row.stream().filter(button -> possible(button, can)).toList())
        .filter(row -> !row.isEmpty())
        .toList();
  }

  private static boolean possible(QuickReply button, ChannelCapabilities can) {
    return switch (button.kind()) {
      case REPLY -> true;
      case SHARE_LOCATION -> can.can(Feature.SHARE_LOCATION);
      case SHARE_PHONE -> can.can(Feature.SHARE_PHONE);
    };
  }
}
