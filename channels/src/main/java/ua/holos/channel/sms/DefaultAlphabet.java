package ua.holos.channel.sms;

import java.nio.charset.StandardCharsets;

/// What an SMSC understands by data coding 0.
enum DefaultAlphabet {
  /// The GSM alphabet, one septet to a byte: nearly all.
  GSM,
  /// ISO 8859-1, which the SMSC turns into the GSM alphabet by itself.
  LATIN1;

  /// How many septets a character takes, 0 when it can't be said in this coding.
  int septets(char c) {
    return this == LATIN1 && c > 0xFF ? 0 : GsmAlphabet.septets(c);
  }

  byte[] encode(String text) {
    return this == LATIN1 ? text.getBytes(StandardCharsets.ISO_8859_1) : GsmAlphabet.encode(text);
  }

  String decode(byte[] bytes) {
    return this == LATIN1
        ? new String(bytes, StandardCharsets.ISO_8859_1)
        : GsmAlphabet.decode(bytes);
  }
}
