package ua.holos.channel.support;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import ua.holos.bot.channel.AttachmentSource;
import ua.holos.bot.message.Attachment;

/// Files in memory: each one's bytes are its id, and its address ends in it.
public final class RememberedFiles implements AttachmentSource {
  public static final Attachment PHOTO = photo("roof");
  public static final Attachment DOCUMENT =
      new Attachment(Attachment.Kind.DOCUMENT, "media:bill", "application/pdf", "рахунок.pdf", 4);

  private final Set<String> gone = new HashSet<>();
  private boolean addressed = true;

  /// A photo that is there.
  public static Attachment photo(String id) {
    return new Attachment(
        Attachment.Kind.PHOTO, "media:" + id, "image/jpeg", id + ".jpg", id.length());
  }

  /// From now on nothing has an address, as where no public one is set.
  public void haveNoAddress() {
    addressed = false;
  }

  /// This file isn't kept any more.
  public void lose(Attachment file) {
    gone.add(file.reference());
  }

  @Override
  public Optional<InputStream> open(Attachment attachment) {
    return gone.contains(attachment.reference())
        ? Optional.empty()
        : Optional.of(new ByteArrayInputStream(id(attachment).getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public Optional<String> address(Attachment attachment) {
    return addressed
        ? Optional.of("https://city.example/media/" + id(attachment) + ".jpeg")
        : Optional.empty();
  }

  /// What follows `media:`.
  public static String id(Attachment attachment) {
    return attachment.reference().substring("media:".length());
  }

  /// The id in a file's address.
  public static String idIn(String address) {
    return address.substring(address.lastIndexOf('/') + 1).replace(".jpeg", "");
  }
}
