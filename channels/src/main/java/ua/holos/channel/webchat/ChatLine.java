package ua.holos.channel.webchat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.message.QuickReply;

/// One line of a web chat, as the page shows it and the history keeps it:
/// `{"key":"web:9f…:3:0","author":"OPERATOR","name":"Олена","text":"Майстер уже їде",
/// "rows":[],"attachments":[],"at":"…"}`.
///
/// @param key the same line has the same key, however often it is appended
/// @param author who wrote it
/// @param name how the person who wrote it is called, null for the bot and the citizen
/// @param text what, plain text
/// @param rows buttons under it
/// @param attachments files that belong to it
/// @param at when
public record ChatLine(
    String key,
    Author author,
    @Nullable String name,
    String text,
    List<List<QuickReply>> rows,
    List<ChatFile> attachments,
    Instant at) {

  /// Who wrote a line.
  public enum Author {
    CITIZEN,
    BOT,
    OPERATOR
  }

  public ChatLine {
    rows = rows.stream().map(List::copyOf).toList();
    attachments = List.copyOf(attachments);
  }
}
