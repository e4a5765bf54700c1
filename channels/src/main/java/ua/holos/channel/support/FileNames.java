package ua.holos.channel.support;

import java.util.Locale;
import java.util.Map;
import ua.holos.bot.message.Attachment;

/// The names under which files go to people.
public final class FileNames {
  private static final Map<String, String> EXTENSIONS =
      Map.of(
          "image/jpeg", "jpg",
          "image/png", "png",
          "image/gif", "gif",
          "image/webp", "webp",
          "image/heic", "heic",
          "video/mp4", "mp4",
          "video/quicktime", "mov",
          "video/3gpp", "3gp",
          "application/pdf", "pdf");

  private FileNames() {}

  /// The file's own name, or one that tells what it is (`photo.jpg`) where it has none. Ends in an
  /// extension, by which phones choose what opens it.
  public static String of(Attachment attachment) {
    String own = WellFormedText.of(attachment.fileName()).strip();
    String extension = EXTENSIONS.getOrDefault(attachment.mediaType(), "bin");
    if (own.isEmpty()) {
      return attachment.kind().name().toLowerCase(Locale.ROOT) + "." + extension;
    }
    return own.indexOf('.', 1) > 0 ? own : own + "." + extension;
  }
}
