package ua.holos.channel.support;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
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

  /// A secret made out of another one (HMAC-SHA256, in hexadecimal), which it doesn't betray: the
  /// same on all replicas and after every start.
  ///
  /// @param purpose what it is for; another purpose gives another secret
  public static SharedSecret derived(String other, String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(other.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] digest = mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
      return new SharedSecret(HexFormat.of().formatHex(digest));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HmacSHA256", e);
    }
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
