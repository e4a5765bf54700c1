package ua.holos.channel.viber;

import java.util.List;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.channel.AttachmentSource;
import ua.holos.bot.message.Attachment;
import ua.holos.channel.support.FileNames;
import ua.holos.channel.viber.ViberMessage.Sender;

/// Files as messages to Viber, which fetches each from its address:
/// https://developers.viber.com/docs/api/rest-bot-api/#picture-message
final class ViberFiles {
  /// What may stand under a picture, in characters.
  static final int LONGEST_DESCRIPTION = 768;

  /// In bytes; what iPhones show at most. A larger picture goes as a file.
  static final long LARGEST_PICTURE = 1 << 20;

  /// In bytes; a larger video goes as a file.
  static final long LARGEST_VIDEO = 26L * 1024 * 1024;

  /// In bytes, of any file.
  static final long LARGEST_FILE = 50L * 1024 * 1024;

  private static final int LONGEST_NAME = 256;

  private final Sender sender;
  private final AttachmentSource files;

  ViberFiles(Sender sender, AttachmentSource files) {
    this.sender = sender;
    this.files = files;
  }

  /// A message for each file, without text and buttons. One whose file has no address is
  /// [ViberMessage#unaddressed].
  List<ViberMessage> of(String receiver, List<Attachment> attachments) {
    return attachments.stream().map(file -> of(receiver, file)).toList();
  }

  private ViberMessage of(String receiver, Attachment file) {
    String media = files.address(file).orElse(null);
    return switch (type(file)) {
      case "picture" -> message(receiver, "picture", "", media, null, null);
      case "video" -> message(receiver, "video", null, media, file.bytes(), null);
      default -> message(receiver, "file", null, media, file.bytes(), name(file));
    };
  }

  private static String type(Attachment file) {
    return switch (file.mediaType()) {
      // An animated GIF moves only as a file.
      case "image/jpeg", "image/png" -> file.bytes() <= LARGEST_PICTURE ? "picture" : "file";
      case "video/mp4" -> file.bytes() > 0 && file.bytes() <= LARGEST_VIDEO ? "video" : "file";
      default -> "file";
    };
  }

  private static String name(Attachment file) {
    String name = FileNames.of(file);
    return name.length() <= LONGEST_NAME ? name : name.substring(name.length() - LONGEST_NAME);
  }

  private ViberMessage message(
      String receiver,
      String type,
      @Nullable String text,
      @Nullable String media,
      @Nullable Long size,
      @Nullable String fileName) {
    return new ViberMessage(receiver, null, sender, null, type, text, media, size, fileName, null);
  }

  /// Whether a text can stand under this message's picture. Under one that can't be sent it would
  /// be lost.
  static boolean bears(ViberMessage message, String text) {
    return text.isEmpty()
        || (message.type().equals("picture")
            && message.media() != null
            && text.length() <= LONGEST_DESCRIPTION);
  }

  /// The same with a text under its picture.
  static ViberMessage described(ViberMessage message, String text) {
    return text.isEmpty()
        ? message
        : new ViberMessage(
            message.receiver(),
            message.minApiVersion(),
            message.sender(),
            message.trackingData(),
            message.type(),
            text,
            message.media(),
            message.size(),
            message.fileName(),
            message.keyboard());
  }
}
