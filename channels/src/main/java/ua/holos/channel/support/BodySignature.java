package ua.holos.channel.support;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The signature that a platform puts beside a webhook's body: HMAC-SHA256 (RFC 2104) over the raw
/// bytes, in hexadecimal. Compared in constant time; the secret is never printed.
public final class BodySignature {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  public BodySignature(String secret) {
    if (secret.isEmpty()) {
      throw new IllegalArgumentException("A shared secret is not empty");
    }
    this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /// What the platform would write beside this body, in lower-case letters.
  public String of(byte[] body) {
    return HexFormat.of().formatHex(mac(body));
  }

  /// Whether a signature belongs to a body; takes the same time for every wrong one.
  ///
  /// @param presented the header's value, null when there is none
  public boolean matches(@Nullable String presented, byte[] body) {
    return MessageDigest.isEqual(mac(body), bytes(presented));
  }

  private static byte[] bytes(@Nullable String hex) {
    try {
      return hex == null ? new byte[0] : HexFormat.of().parseHex(hex.strip());
    } catch (IllegalArgumentException notHex) {
      return new byte[0];
    }
  }

  private byte[] mac(byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
    }
  }

  @Override
  public String toString() {
    return "BodySignature[***]";
  }
}
