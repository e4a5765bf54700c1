package ua.holos.gateway.simulator;

/// The default alphabet of GSM 03.38, a byte for each of its 7-bit characters, as SMPP has it.
final class GsmAlphabet {
  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  private static final String EXTENDED_CODES = "\n\u0014()/<=>@e";
  private static final String EXTENDED = "\f^{}\\[~]|€";
  private static final int ESCAPE = 0x1b;

  private GsmAlphabet() {}

  static String decode(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bytes.length; i++) {
      int code = bytes[i] & 0x7f;
      if (code == ESCAPE && i + 1 < bytes.length) {
        int at = EXTENDED_CODES.indexOf(bytes[++i]);
        text.append(at < 0 ? ' ' : EXTENDED.charAt(at));
      } else {
        text.append(BASIC.charAt(code));
      }
    }
    return text.toString();
  }
}
