package ua.holos.channel.support;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A secret that a platform repeats with every call. Compared in constant time and never printed.
public final class SharedSecret {
  private final byte[] expected;

  public SharedSecret(String secret) {
    if (secret.isEmpty()) {
      throw new IllegalArgumentException("A shared secret is not empty");
    }
    this.expected = secret.getBytes(StandardCharsets.UTF_8);
  }

  /// A new secret of 256 random bits, in hexadecimal.
  public static SharedSecret random() {
    byte[] bits = new byte[32];
    new SecureRandom().nextBytes(bits);
    return new SharedSecret(HexFormat.of().formatHex(bits));
  }

  /// Whether somebody knows the secret; takes as long for a wrong one as for the right one.
  public boolean matches(@Nullable String presented) {
    byte[] found = presented == null ? new byte[0] : presented.getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(expected, found);
  }

  /// The secret itself, to hand it to the platform.
  public String reveal() {
    return new String(expected, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "SharedSecret[***]";
  }
}
