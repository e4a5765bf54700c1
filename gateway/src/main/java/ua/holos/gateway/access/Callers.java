package ua.holos.gateway.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Who is calling, as far as that can be known.
public final class Callers {
  private Callers() {}

  /// Whether a request comes from this very machine and was meant for it: not passed on by a proxy,
  /// and not sent by a foreign page to a name that merely leads here (DNS rebinding). No browser
  /// speaks HTTP/1.0, but nginx does to what is behind it, and by itself it adds no header at all.
  public static boolean fromThisMachine(HttpServletRequest request) {
    return loopback(request.getRemoteAddr())
        && loopbackName(request.getServerName())
        && !"HTTP/1.0".equals(request.getProtocol())
        && request.getAttribute(ForwardedMark.ATTRIBUTE) == null
        && request.getHeader("X-Forwarded-For") == null
        && request.getHeader("X-Forwarded-Host") == null
        && request.getHeader("X-Real-IP") == null
        && request.getHeader("Forwarded") == null;
  }

  /// Whether two secrets are the same; takes the same time for every wrong one.
  public static boolean same(String expected, @Nullable String found) {
    return found != null
        && MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.UTF_8), found.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean loopback(String address) {
    try {
      // An address, never a name: nothing is looked up.
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static boolean loopbackName(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.equals("localhost")
        || name.equals("127.0.0.1")
        || name.equals("[::1]")
        || name.equals("::1")
        || name.equals("0:0:0:0:0:0:0:1")
        || name.equals("[0:0:0:0:0:0:0:1]");
  }
}
