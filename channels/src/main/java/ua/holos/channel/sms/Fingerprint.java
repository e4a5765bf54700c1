package ua.holos.channel.sms;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A short name for something that is personal (a number, a text), which doesn't betray it.
final class Fingerprint {
  private static final int BYTES = 12;

  private Fingerprint() {}

  /// 24 hexadecimal digits, the same for the same parts in the same order.
  static String of(String... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        // UTF-16 keeps half surrogate pairs apart; the length keeps the parts apart.
        digest.update((part.length() + ":").getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < part.length(); i++) {
          digest.update((byte) (part.charAt(i) >> 8));
          digest.update((byte) part.charAt(i));
        }
      }
      return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
