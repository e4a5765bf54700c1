package ua.holos.gateway.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/// Takes the metadata out of photos and videos: where and when and with what they were taken is
/// nobody's business. Pixels are not touched and not encoded again.
final class Metadata {
  private static final Set<String> PNG_TEXT = Set.of("eXIf", "tEXt", "zTXt", "iTXt", "tIME");
  private static final int EXIF_ORIENTATION = 0x0112;

  private Metadata() {}

  /// The same file without metadata; empty when it isn't whole.
  static Optional<byte[]> strip(MediaType type, byte[] file) {
    return switch (type) {
      case JPEG -> jpeg(file);
      case PNG -> png(file);
      case WEBP -> webp(file);
      case MP4, QUICKTIME, THREE_GPP -> Optional.of(movie(file));
      case GIF, HEIC, PDF, OTHER -> Optional.of(file);
    };
  }

  /// JPEG (ITU-T T.81 annex B): application segments and comments go, apart from JFIF (APP0), the
  /// colour profile (APP2 ICC) and Adobe's colour transform (APP14); orientation is written anew.
  private static Optional<byte[]> jpeg(byte[] file) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(file.length);
    ByteArrayOutputStream rest = new ByteArrayOutputStream(file.length);
    int orientation = 1;
    int at = 2;
    while (true) {
      if (at + 4 > file.length || (file[at] & 0xff) != 0xff) {
        return Optional.empty();
      }
      int marker = file[at + 1] & 0xff;
      if (marker == 0xff) {
        at++;
        continue;
      }
      int length = ((file[at + 2] & 0xff) << 8) | (file[at + 3] & 0xff);
      if (length < 2 || at + 2 + length > file.length) {
        return Optional.empty();
      }
      if (marker == 0xe1 && orientation == 1) {
        orientation = exifOrientation(file, at + 4, length - 2);
      }
      boolean application = marker >= 0xe0 && marker <= 0xef;
      boolean kept =
          marker == 0xe0
              || marker == 0xee
              || (marker == 0xe2 && text(file, at + 4, 11).equals("ICC_PROFILE"));
      if (marker != 0xfe && (!application || kept)) {
        rest.write(file, at, 2 + length);
      }
      at += 2 + length;
      if (marker == 0xda) {
        int end = endOfImage(file, at);
        rest.write(file, at, end - at);
        break;
      }
    }
    out.write(0xff);
    out.write(0xd8);
    if (orientation != 1) {
      out.writeBytes(orientationSegment(orientation));
    }
    out.writeBytes(rest.toByteArray());
    return Optional.of(out.toByteArray());
  }

  /// What follows the end-of-image marker (a second picture with its own metadata, a phone's
  /// "motion photo") is cut off. Progressive pictures have further segments before it.
  private static int endOfImage(byte[] file, int from) {
    for (int at = from; at + 1 < file.length; at++) {
      if ((file[at] & 0xff) == 0xff && (file[at + 1] & 0xff) == 0xd9) {
        return at + 2;
      }
    }
    return file.length;
  }

  private static int exifOrientation(byte[] file, int from, int length) {
    if (length < 14 || !text(file, from, 4).equals("Exif")) {
      return 1;
    }
    ByteBuffer tiff = ByteBuffer.wrap(file, from + 6, length - 6).slice();
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    if (directory < 8 || directory > tiff.limit() - 2) {
      return 1;
    }
    int entries = tiff.getShort(directory) & 0xffff;
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + 12 * i;
      if (entry + 12 > tiff.limit()) {
        return 1;
      }
      if ((tiff.getShort(entry) & 0xffff) == EXIF_ORIENTATION) {
        int value = tiff.getShort(entry + 8) & 0xffff;
        return value >= 1 && value <= 8 ? value : 1;
      }
    }
    return 1;
  }

  /// An Exif segment with one entry: the orientation.
  private static byte[] orientationSegment(int orientation) {
    ByteBuffer segment = ByteBuffer.allocate(36);
    segment.put((byte) 0xff).put((byte) 0xe1).putShort((short) 34);
    segment.put("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1));
    segment.put("MM".getBytes(StandardCharsets.ISO_8859_1)).putShort((short) 42).putInt(8);
    segment.putShort((short) 1);
    segment.putShort((short) EXIF_ORIENTATION).putShort((short) 3).putInt(1);
    segment.putShort((short) orientation).putShort((short) 0).putInt(0);
    return segment.array();
  }

  /// PNG (ISO/IEC 15948): text, time and Exif chunks go, and whatever follows IEND.
  private static Optional<byte[]> png(byte[] file) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(file.length);
    out.write(file, 0, 8);
    ByteBuffer chunks = ByteBuffer.wrap(file);
    int at = 8;
    while (at + 12 <= file.length) {
      int length = chunks.getInt(at);
      if (length < 0 || length > file.length - at - 12) {
        return Optional.empty();
      }
      String type = text(file, at + 4, 4);
      if (!PNG_TEXT.contains(type)) {
        out.write(file, at, 12 + length);
      }
      if (type.equals("IEND")) {
        return Optional.of(out.toByteArray());
      }
      at += 12 + length;
    }
    return Optional.empty();
  }

  /// WebP (RFC 9649): the EXIF and XMP chunks go, with their flags in VP8X.
  private static Optional<byte[]> webp(byte[] file) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(file.length);
    ByteBuffer chunks = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int at = 12;
    while (at + 8 <= file.length) {
      int length = chunks.getInt(at + 4);
      if (length < 0 || length > file.length - at - 8) {
        return Optional.empty();
      }
      int padded = Math.min(length + (length & 1), file.length - at - 8);
      String type = text(file, at, 4);
      if (!type.equals("EXIF") && !type.equals("XMP ")) {
        byte[] chunk = new byte[8 + padded];
        System.arraycopy(file, at, chunk, 0, chunk.length);
        if (type.equals("VP8X") && length > 0) {
          chunk[8] &= (byte) ~0x0c;
        }
        out.writeBytes(chunk);
      }
      at += 8 + padded;
    }
    byte[] body = out.toByteArray();
    ByteBuffer whole = ByteBuffer.allocate(12 + body.length).order(ByteOrder.LITTLE_ENDIAN);
    whole.put("RIFF".getBytes(StandardCharsets.ISO_8859_1)).putInt(4 + body.length);
    whole.put("WEBP".getBytes(StandardCharsets.ISO_8859_1)).put(body);
    return body.length == 0 ? Optional.empty() : Optional.of(whole.array());
  }

  /// MP4 and its relatives (ISO/IEC 14496-12): the boxes with user data (`udta`, where phones write
  /// the position) and `meta` inside `moov` and its tracks become `free` space of the same size, so
  /// that no offset moves.
  private static byte[] movie(byte[] file) {
    byte[] copy = file.clone();
    blank(copy, 0, copy.length, 0);
    return copy;
  }

  private static void blank(byte[] file, int from, int to, int depth) {
    ByteBuffer boxes = ByteBuffer.wrap(file);
    int at = from;
    while (at + 8 <= to) {
      long size = boxes.getInt(at) & 0xffffffffL;
      int header = 8;
      if (size == 1 && at + 16 <= to) {
        size = boxes.getLong(at + 8);
        header = 16;
      } else if (size == 0) {
        size = to - at;
      }
      if (size < header || size > to - at) {
        return;
      }
      String type = text(file, at + 4, 4);
      int end = at + (int) size;
      if (type.equals("udta") || type.equals("meta")) {
        System.arraycopy("free".getBytes(StandardCharsets.ISO_8859_1), 0, file, at + 4, 4);
        java.util.Arrays.fill(file, at + header, end, (byte) 0);
      } else if (depth < 3 && (type.equals("moov") || type.equals("trak"))) {
        blank(file, at + header, end, depth + 1);
      }
      at = end;
    }
  }

  private static String text(byte[] file, int from, int length) {
    return from + length > file.length
        ? ""
        : new String(file, from, length, StandardCharsets.ISO_8859_1);
  }
}
