package ua.holos.channel.webchat;

import java.time.Instant;
import java.util.List;
import ua.holos.bot.message.QuickReply;

/// One line of a web chat, as the page shows it and the history keeps it:
/// `{"key":"web:9f…:3:0","author":"BOT","text":"Звернення…","rows":[[…]],"attachments":[],"at":"…"}`.
///
/// @param key the same line has the same key, however often it is appended
/// @param author who wrote it
/// @param text what, plain text
/// @param rows buttons under it
/// @param attachments addresses of files that belong to it, relative to the page (`/media/…`)
/// @param at when
public record ChatLine(
    String key,
    Author author,
    String text,
    List<List<QuickReply>> rows,
    List<String> attachments,
    Instant at) {

  /// Who wrote a line.
  public enum Author {
    CITIZEN,
    BOT
  }

  public ChatLine {
    rows = rows.stream().map(List::copyOf).toList();
    attachments = List.copyOf(attachments);
  }
}
