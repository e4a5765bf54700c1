package ua.holos.channel.sms;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads the text of an incoming message by its `data_coding` (SMPP 3.4, 5.2.19).
final class IncomingText {
  private static final Charset CYRILLIC = Charset.forName("ISO-8859-5");

  private IncomingText() {}

  /// The text; it may begin or end with half a surrogate pair when it is one part of several. Null
  /// for what isn't text (a ring tone, a picture).
  static @Nullable String read(int dataCoding, byte[] bytes, DefaultAlphabet alphabet) {
    return switch (dataCoding) {
      case 0 -> alphabet.decode(bytes);
      // Those who say ASCII and send more mean Latin-1.
      case 1, 3 -> new String(bytes, StandardCharsets.ISO_8859_1);
      case 6 -> new String(bytes, CYRILLIC);
      case 8 -> utf16(bytes);
      default -> dataCoding < 0x10 ? null : byGsm(dataCoding, bytes, alphabet);
    };
  }

  /// From 16 on the values are those of 3GPP TS 23.038, 4: flash messages and the like.
  private static @Nullable String byGsm(int coding, byte[] bytes, DefaultAlphabet alphabet) {
    int group = coding & 0xF0;
    if (group == 0xF0) {
      return (coding & 0x04) == 0 ? alphabet.decode(bytes) : null;
    }
    if (group == 0xE0) {
      return utf16(bytes);
    }
    if (group >= 0x80) {
      return alphabet.decode(bytes);
    }
    return switch (coding & 0x0C) {
      case 0x00 -> alphabet.decode(bytes);
      case 0x08 -> utf16(bytes);
      default -> null;
    };
  }

  /// Not by a charset, which would replace half a surrogate pair: the other half may be in the next
  /// part.
  private static String utf16(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length / 2);
    for (int i = 0; i + 1 < bytes.length; i += 2) {
      char c = (char) (((bytes[i] & 0xFF) << 8) | (bytes[i + 1] & 0xFF));
      if (i > 0 || c != '\uFEFF') {
        text.append(c);
      }
    }
    return text.toString();
  }
}
