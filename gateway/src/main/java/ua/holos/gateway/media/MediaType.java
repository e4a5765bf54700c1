package ua.holos.gateway.media;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import ua.holos.bot.message.Attachment;

/// What a file is, read from its first bytes (its "magic"); names and claimed types are not
/// believed.
enum MediaType {
  JPEG("image/jpeg", "jpeg", Attachment.Kind.PHOTO, true),
  PNG("image/png", "png", Attachment.Kind.PHOTO, true),
  WEBP("image/webp", "webp", Attachment.Kind.PHOTO, true),
  GIF("image/gif", "gif", Attachment.Kind.PHOTO, true),
  HEIC("image/heic", "heic", Attachment.Kind.DOCUMENT, false),
  MP4("video/mp4", "mp4", Attachment.Kind.VIDEO, true),
  QUICKTIME("video/quicktime", "mov", Attachment.Kind.VIDEO, true),
  THREE_GPP("video/3gpp", "3gp", Attachment.Kind.VIDEO, true),
  PDF("application/pdf", "pdf", Attachment.Kind.DOCUMENT, false),
  OTHER("application/octet-stream", "bin", Attachment.Kind.DOCUMENT, false);

  /// How many bytes [#of(byte[])] wants to see.
  static final int HEAD = 16;

  final String mime;

  /// How addresses of such files end: some platforms look at it and not at the type.
  final String extension;

  final Attachment.Kind kind;

  /// Whether a browser may show it in place; everything else is offered for download.
  final boolean inline;

  MediaType(String mime, String extension, Attachment.Kind kind, boolean inline) {
    this.mime = mime;
    this.extension = extension;
    this.kind = kind;
    this.inline = inline;
  }

  static MediaType of(byte[] head) {
    if (starts(head, 0xff, 0xd8, 0xff)) {
      return JPEG;
    }
    if (starts(head, 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a)) {
      return PNG;
    }
    if (ascii(head, 0, 4).equals("RIFF") && ascii(head, 8, 12).equals("WEBP")) {
      return WEBP;
    }
    if (ascii(head, 0, 6).equals("GIF87a") || ascii(head, 0, 6).equals("GIF89a")) {
      return GIF;
    }
    if (ascii(head, 0, 5).equals("%PDF-")) {
      return PDF;
    }
    if (ascii(head, 4, 8).equals("ftyp")) {
      String brand = ascii(head, 8, 12).toLowerCase(Locale.ROOT);
      return switch (brand) {
        case "heic", "heix", "hevc", "mif1", "msf1", "avif" -> HEIC;
        case "qt  " -> QUICKTIME;
        default -> brand.startsWith("3g") ? THREE_GPP : MP4;
      };
    }
    return OTHER;
  }

  static MediaType ofMime(String mime) {
    return Arrays.stream(values()).filter(type -> type.mime.equals(mime)).findFirst().orElse(OTHER);
  }

  static boolean starts(byte[] head, int... magic) {
    if (head.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((head[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private static String ascii(byte[] head, int from, int to) {
    return head.length < to ? "" : new String(head, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
