package ua.holos.gateway.media;

import java.io.IOException;
import ua.holos.bot.channel.AttachmentKeeper;
import ua.holos.bot.message.Attachment;

/// Channels' files, kept in the media store under the reference that they have in their channel.
/// Filing asks the store for the same reference.
final class StoredAttachments implements AttachmentKeeper {
  private final MediaStore media;

  StoredAttachments(MediaStore media) {
    this.media = media;
  }

  @Override
  public Kept keep(Attachment attachment, Source source) throws IOException {
    return switch (media.storeOnce(attachment.reference(), source::open, attachment.fileName())) {
      case MediaStore.Stored.Kept(Attachment stored) -> new Kept.Here(stored);
      case MediaStore.Stored.Disguised _ -> new Kept.Unreadable();
      case MediaStore.Stored.TooLarge _ -> new Kept.TooLarge();
      case MediaStore.Stored.Unreadable _ -> new Kept.Unreadable();
    };
  }
}
