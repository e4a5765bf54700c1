package ua.holos.gateway.media;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import ua.holos.bot.channel.AttachmentSource;
import ua.holos.bot.message.Attachment;
import ua.holos.gateway.open311.PublicUrl;

/// Files of the media store, for the channels that send them to people.
final class KeptFiles implements AttachmentSource {
  private static final String KEPT = "media:";

  private final MediaStore media;
  private final PublicUrl publicUrl;

  KeptFiles(MediaStore media, PublicUrl publicUrl) {
    this.media = media;
    this.publicUrl = publicUrl;
  }

  @Override
  public Optional<InputStream> open(Attachment attachment) throws IOException {
    Optional<MediaStore.Media> found = found(attachment);
    return found.isEmpty() ? Optional.empty() : Optional.of(found.get().open());
  }

  @Override
  public Optional<String> address(Attachment attachment) {
    return publicUrl
        .given()
        .flatMap(base ->
            found(attachment)
                .map(file ->
                    base
                        + "/media/"
                        + file.id()
                        + "."
                        + MediaType.ofMime(file.mediaType()).extension));
  }

  private Optional<MediaStore.Media> found(Attachment attachment) {
    return attachment.reference().startsWith(KEPT)
        ? media.find(attachment.reference().substring(KEPT.length()))
        : Optional.empty();
  }
}
