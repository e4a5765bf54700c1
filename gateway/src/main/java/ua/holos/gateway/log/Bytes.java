package ua.holos.gateway.log;

import java.nio.charset.StandardCharsets;

/// Redis' strings.
final class Bytes {
  private Bytes() {}

  static byte[] of(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] of(long number) {
    return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static long number(byte[] bytes) {
    return Long.parseLong(new String(bytes, StandardCharsets.US_ASCII));
  }
}
