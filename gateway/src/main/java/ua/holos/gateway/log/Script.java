package ua.holos.gateway.log;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The Lua scripts: each is one atomic step on one partition.
enum Script {
  APPEND,
  COMMIT,
  FINISH,
  TIMERS,
  REDRIVE,
  ACQUIRE,
  RENEW,
  RELEASE,
  ATTEND;

  private final byte[] source;
  private final byte[] sha1;

  Script() {
    String file = name().toLowerCase(java.util.Locale.ROOT) + ".lua";
    try (InputStream in = Script.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("The script " + file + " is missing");
      }
      source = in.readAllBytes();
      sha1 =
          HexFormat.of()
              .formatHex(MessageDigest.getInstance("SHA-1").digest(source))
              .getBytes(StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] source() {
    return source;
  }

  byte[] sha1() {
    return sha1;
  }
}
