package ua.holos.gateway.staff;

import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Codes for whoever has lost the telephone: eight, each good once, of 50 random bits.
final class RecoveryCodes {
  static final int COUNT = 8;

  private RecoveryCodes() {}

  static List<String> make(SecureRandom random) {
    return IntStream.range(0, COUNT).mapToObj(number -> one(random)).toList();
  }

  private static String one(SecureRandom random) {
    byte[] bytes = new byte[7];
    random.nextBytes(bytes);
    String letters = Totp.base32(bytes).substring(0, 10).toLowerCase(Locale.ROOT);
    return letters.substring(0, 5) + "-" + letters.substring(5);
  }

  /// A code as it is compared: however it was typed.
  static String folded(String typed) {
    return typed.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
  }
}
