package ua.holos.gateway.filing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ua.holos.bot.channel.ChannelAdapter;
import ua.holos.bot.message.Attachment;
import ua.holos.gateway.media.MediaStore;

/// Brings what citizens sent from their channels into the media store, where the core system can
/// fetch it.
final class Attachments {
  private static final Logger LOG = LoggerFactory.getLogger(Attachments.class);
  private static final int TRIES = 2;

  private final MediaStore media;
  private final List<ChannelAdapter> channels;

  Attachments(MediaStore media, List<ChannelAdapter> channels) {
    this.media = media;
    this.channels = List.copyOf(channels);
  }

  /// What could be kept, and how many could not.
  record Kept(List<Attachment> attachments, int lost) {
    Kept {
      attachments = List.copyOf(attachments);
    }
  }

  /// Keeps all that can be had. A photo that its platform doesn't give any more doesn't hold back
  /// the appeal.
  Kept keep(List<Attachment> attachments) {
    List<Attachment> kept = new ArrayList<>();
    for (Attachment attachment : attachments) {
      if (attachment.reference().startsWith("media:")) {
        kept.add(attachment);
      } else {
        fetch(attachment).ifPresent(kept::add);
      }
    }
    return new Kept(kept, attachments.size() - kept.size());
  }

  private Optional<Attachment> fetch(Attachment attachment) {
    String reference = attachment.reference();
    String scheme = reference.substring(0, Math.max(0, reference.indexOf(':')));
    Optional<ChannelAdapter> channel =
        channels.stream().filter(one -> one.type().code().equals(scheme)).findFirst();
    if (channel.isEmpty()) {
      LOG.warn("No channel gives attachments of {}", scheme);
      return Optional.empty();
    }
    for (int i = 0; i < TRIES; i++) {
      try {
        return switch (media.storeOnce(
            reference, () -> channel.get().open(attachment), attachment.fileName())) {
          case MediaStore.Stored.Kept(Attachment stored) -> Optional.of(stored);
          case MediaStore.Stored.TooLarge _,
              MediaStore.Stored.Unreadable _,
              MediaStore.Stored.Disguised _ ->
              Optional.empty();
        };
      } catch (IOException e) {
        LOG.warn("An attachment of {} can't be fetched: {}", scheme, e.getClass().getSimpleName());
      }
    }
    return Optional.empty();
  }
}
