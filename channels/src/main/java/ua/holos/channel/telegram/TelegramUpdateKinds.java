package ua.holos.channel.telegram;

import java.util.List;
import java.util.Set;

/// The kinds of updates of the Bot API 10.1.
final class TelegramUpdateKinds {

  /// What Holos asks Telegram for.
  static final List<String> WANTED =
      List.of("message", "edited_message", "callback_query", "my_chat_member");

  static final Set<String> KNOWN =
      Set.of(
          "message",
          "edited_message",
          "callback_query",
          "my_chat_member",
          "channel_post",
          "edited_channel_post",
          "business_connection",
          "business_message",
          "edited_business_message",
          "deleted_business_messages",
          "message_reaction",
          "message_reaction_count",
          "inline_query",
          "chosen_inline_result",
          "shipping_query",
          "pre_checkout_query",
          "purchased_paid_media",
          "poll",
          "poll_answer",
          "chat_member",
          "chat_join_request",
          "chat_boost",
          "removed_chat_boost");

  private TelegramUpdateKinds() {}
}
