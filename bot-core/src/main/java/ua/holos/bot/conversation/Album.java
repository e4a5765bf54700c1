package ua.holos.bot.conversation;

import java.time.Instant;
import java.util.List;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.understanding.Understanding;

/// Parts of an album that have arrived so far; together they are one turn.
///
/// @param id the platform's id of the album
/// @param messageId of the part with the caption, else of the first part
/// @param caption the album's only caption, empty when none
/// @param understanding of the caption
public record Album(
    String id,
    Instant begunAt,
    String messageId,
    List<Attachment> attachments,
    String caption,
    Understanding understanding) {
  public Album {
    attachments = List.copyOf(attachments);
  }
}
