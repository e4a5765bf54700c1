package ua.holos.gateway.open311;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The signature of a webhook: `sha256=` and the hexadecimal HMAC-SHA256 (RFC 2104) of the raw
/// body.
public final class WebhookSignature {
  /// The header that carries it.
  public static final String HEADER = "X-Holos-Signature";

  /// The header with the time of sending in seconds since 1970.
  public static final String TIMESTAMP_HEADER = "X-Holos-Timestamp";

  private static final String PREFIX = "sha256=";

  private final SecretKeySpec key;

  public WebhookSignature(String secret) {
    key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
  }

  /// The header's value for a body.
  public String sign(byte[] body) {
    return PREFIX + HexFormat.of().formatHex(mac(body));
  }

  /// Whether a header's value belongs to a body; takes the same time for every wrong value.
  public boolean matches(@Nullable String header, byte[] body) {
    byte[] expected = sign(body).getBytes(StandardCharsets.US_ASCII);
    byte[] found = (header == null ? "" : header.strip()).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(expected, found);
  }

  private byte[] mac(byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HmacSHA256", e);
    }
  }
}
