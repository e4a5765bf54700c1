package ua.holos.gateway.staff;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Time-based one-time passwords (RFC 6238) as the usual apps make them: six digits, SHA-1, every
/// 30 seconds.
final class Totp {
  static final int SECRET_BYTES = 20;

  private static final long STEP_SECONDS = 30;
  private static final int CODES = 1_000_000;

  /// Clocks of telephones are up to a step off.
  private static final int STEPS_OFF = 1;

  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Totp() {}

  /// The time step in which a code is the right one; empty when it is wrong.
  static OptionalLong step(byte[] secret, String typed, Instant now) {
    String digits = typed.replaceAll("[\\s-]", "");
    if (!digits.matches("[0-9]{6}")) {
      return OptionalLong.empty();
    }
    long current = Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
    OptionalLong found = OptionalLong.empty();
    for (long step = current - STEPS_OFF; step <= current + STEPS_OFF; step++) {
      if (MessageDigest.isEqual(ascii(code(secret, step)), ascii(digits))) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// The code of a moment.
  static String code(byte[] secret, Instant at) {
    return code(secret, Math.floorDiv(at.getEpochSecond(), STEP_SECONDS));
  }

  private static String code(byte[] secret, long step) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = hash[hash.length - 1] & 0xf;
      int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
      return "%06d".formatted(number % CODES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA1 belongs to every JDK", e);
    }
  }

  /// A secret as apps take it when it is typed (RFC 4648), without padding.
  static String base32(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int buffer = 0;
    int bits = 0;
    for (byte one : bytes) {
      buffer = buffer << 8 | one & 0xff;
      bits += 8;
      while (bits >= 5) {
        text.append(BASE32.charAt(buffer >> (bits - 5) & 31));
        bits -= 5;
      }
      buffer &= (1 << bits) - 1;
    }
    if (bits > 0) {
      text.append(BASE32.charAt(buffer << (5 - bits) & 31));
    }
    return text.toString();
  }
}
