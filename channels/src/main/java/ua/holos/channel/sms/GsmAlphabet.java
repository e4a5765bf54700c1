package ua.holos.channel.sms;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// The GSM 7-bit default alphabet and its extension table (3GPP TS 23.038, 6.2.1), one septet to a
/// byte as SMPP has it.
final class GsmAlphabet {
  private static final char ESCAPE = 0x1B;

  /// The 128 characters by their code. Escape stands for itself.
  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001BÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

  private static final String EXTENSION = "\f^{}\\[~]|€";
  private static final byte[] EXTENSION_CODES = {
    0x0A, 0x14, 0x28, 0x29, 0x2F, 0x3C, 0x3D, 0x3E, 0x40, 0x65
  };

  private static final Map<Character, Byte> CODES = codes();

  private GsmAlphabet() {}

  private static Map<Character, Byte> codes() {
    Map<Character, Byte> codes = new HashMap<>();
    for (int i = 0; i < BASIC.length(); i++) {
      if (BASIC.charAt(i) != ESCAPE) {
        codes.put(BASIC.charAt(i), (byte) i);
      }
    }
    return Map.copyOf(codes);
  }

  /// How many septets a character takes: 1, or 2 in the extension table, or 0 when the alphabet
  /// doesn't have it.
  static int septets(char c) {
    if (CODES.containsKey(c)) {
      return 1;
    }
    return EXTENSION.indexOf(c) >= 0 ? 2 : 0;
  }

  /// The septets of a text.
  ///
  /// @throws IllegalArgumentException when the alphabet lacks one of its characters
  static byte[] encode(String text) {
    ByteArrayOutputStream septets = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      Byte code = CODES.get(c);
      if (code != null) {
        septets.write(code);
        continue;
      }
      int extension = EXTENSION.indexOf(c);
      if (extension < 0) {
        throw new IllegalArgumentException("Not in the GSM alphabet: U+%04X".formatted((int) c));
      }
      septets.write(ESCAPE);
      septets.write(EXTENSION_CODES[extension]);
    }
    return septets.toByteArray();
  }

  /// The text of septets. A septet has no eighth bit: bytes that use it are Latin-1, which some
  /// SMSCs send as their default alphabet.
  static String decode(byte[] septets) {
    for (byte septet : septets) {
      if (septet < 0) {
        return new String(septets, StandardCharsets.ISO_8859_1);
      }
    }
    StringBuilder text = new StringBuilder(septets.length);
    for (int i = 0; i < septets.length; i++) {
      if (septets[i] != ESCAPE) {
        text.append(BASIC.charAt(septets[i]));
      } else if (i + 1 < septets.length) {
        i++;
        text.append(extension(septets[i]));
      }
    }
    return text.toString();
  }

  /// A receiver that doesn't know an extension shows the character of the default table.
  private static char extension(byte code) {
    for (int i = 0; i < EXTENSION_CODES.length; i++) {
      if (EXTENSION_CODES[i] == code) {
        return EXTENSION.charAt(i);
      }
    }
    return code == ESCAPE ? ' ' : BASIC.charAt(code);
  }
}
