package ua.holos.bot.conversation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.form.Extras;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.message.Content;

/// Gathers the parts of an album, which platforms deliver one by one, into one turn.
final class Albums {
  static final String TIMER = "album";

  private Albums() {}

  /// Takes a part of an album.
  ///
  /// @return an earlier album that is thereby complete, null when there was none
  static @Nullable Album take(
      Turn turn, Event.MessageReceived event, Content.Media media, String album) {
    Album current = turn.album;
    Album complete = null;
    if (current != null && !current.id().equals(album)) {
      complete = current;
      current = null;
    }
    turn.album = current == null ? begun(event, media, album) : joined(current, event, media);
    turn.effect(new Effect.SetTimer(TIMER, turn.at.plus(turn.setting.policy().albumPause())));
    return complete;
  }

  /// Ends the album, if one is being gathered.
  static @Nullable Album end(Turn turn) {
    Album complete = turn.album;
    turn.album = null;
    return complete;
  }

  private static Album begun(Event.MessageReceived event, Content.Media media, String album) {
    return new Album(
        album,
        event.at(),
        event.messageId(),
        media.attachments(),
        media.caption(),
        event.understanding());
  }

  private static Album joined(Album album, Event.MessageReceived event, Content.Media media) {
    List<Attachment> all = new ArrayList<>(album.attachments());
    // One more than a form takes, so that the citizen can be told that some were left out.
    for (Attachment attachment : media.attachments()) {
      if (all.size() <= Extras.MOST_ATTACHMENTS) {
        all.add(attachment);
      }
    }
    boolean captioned = album.caption().isBlank() && !media.caption().isBlank();
    return new Album(
        album.id(),
        album.begunAt(),
        captioned ? event.messageId() : album.messageId(),
        all,
        captioned ? media.caption() : album.caption(),
        captioned ? event.understanding() : album.understanding());
  }
}
