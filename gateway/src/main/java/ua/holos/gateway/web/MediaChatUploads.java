package ua.holos.gateway.web;

import java.io.IOException;
import java.io.InputStream;
import ua.holos.bot.message.Attachment;
import ua.holos.channel.webchat.ChatUploads;
import ua.holos.gateway.media.MediaStore;
import ua.holos.gateway.media.MediaStore.Stored;

/// Files from the web chat go straight into the media store.
final class MediaChatUploads implements ChatUploads {

  private static final String KEPT = "media:";

  private final MediaStore media;

  MediaChatUploads(MediaStore media) {
    this.media = media;
  }

  @Override
  public Attachment keep(InputStream bytes, String fileName) throws IOException {
    return switch (media.store(bytes, fileName)) {
      case Stored.Kept(Attachment attachment) -> attachment;
      case Stored.TooLarge(long limit) ->
          throw new UnacceptableFileException("larger than " + limit + " bytes");
      case Stored.Disguised(String said, String found) ->
          throw new UnacceptableFileException("called " + said + ", but is " + found, true);
      case Stored.Unreadable _ -> throw new UnacceptableFileException("empty or damaged");
    };
  }

  @Override
  public String address(Attachment attachment) {
    if (!attachment.reference().startsWith(KEPT)) {
      throw new IllegalArgumentException("Not a file of the media store");
    }
    return "/media/" + attachment.reference().substring(KEPT.length());
  }
}
