package ua.holos.gateway.log;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;

/// Where Redis is, read from `holos.redis.url`.
///
/// @param nodes one, or some of a cluster's
/// @param cluster whether to speak to a cluster without asking the server first
/// @param tls whether connections are encrypted
/// @param user empty for the default one
/// @param password empty for none
/// @param database always 0 in a cluster
record RedisAddress(
    Set<HostAndPort> nodes,
    boolean cluster,
    boolean tls,
    String user,
    String password,
    int database) {

  private static final int DEFAULT_PORT = 6379;
  private static final String EXPECTED =
      "expected redis://[user:password@]host[:port][/database], rediss://… for TLS, or"
          + " redis+cluster://[user:password@]host[:port],host[:port]… (rediss+cluster://… for"
          + " TLS)";

  /// Reads an address.
  ///
  /// @throws IllegalArgumentException naming the setting and what is expected, without the password
  static RedisAddress parse(String url) {
    int colon = url.indexOf("://");
    if (colon < 0) {
      throw wrong("no scheme");
    }
    String scheme = url.substring(0, colon).toLowerCase(Locale.ROOT);
    boolean cluster = scheme.endsWith("+cluster");
    boolean tls = scheme.startsWith("rediss");
    if (!Set.of("redis", "rediss", "redis+cluster", "rediss+cluster").contains(scheme)) {
      throw wrong("the scheme " + scheme);
    }
    String rest = url.substring(colon + 3);
    int at = rest.lastIndexOf('@');
    String credentials = at < 0 ? "" : rest.substring(0, at);
    String hosts = rest.substring(at + 1);
    int slash = hosts.indexOf('/');
    String path = slash < 0 ? "" : hosts.substring(slash + 1);
    Set<HostAndPort> nodes = new LinkedHashSet<>();
    for (String host : Arrays.asList((slash < 0 ? hosts : hosts.substring(0, slash)).split(","))) {
      nodes.add(node(host.strip()));
    }
    if (nodes.size() > 1 && !cluster) {
      throw wrong("several hosts without +cluster");
    }
    int divider = credentials.indexOf(':');
    return new RedisAddress(
        Set.copyOf(nodes),
        cluster,
        tls,
        decode(divider < 0 ? "" : credentials.substring(0, divider)),
        decode(divider < 0 ? credentials : credentials.substring(divider + 1)),
        database(path));
  }

  /// A server on this machine.
  static RedisAddress local(int port, String password) {
    return new RedisAddress(
        Set.of(new HostAndPort("127.0.0.1", port)), false, false, "", password, 0);
  }

  private static HostAndPort node(String host) {
    URI uri;
    try {
      uri = URI.create("redis://" + host);
    } catch (IllegalArgumentException e) {
      throw wrong("the host " + host);
    }
    if (uri.getHost() == null) {
      throw wrong("the host '" + host + "'");
    }
    return new HostAndPort(uri.getHost(), uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort());
  }

  private static int database(String path) {
    try {
      return path.isEmpty() ? 0 : Integer.parseInt(path);
    } catch (NumberFormatException e) {
      throw wrong("the database " + path);
    }
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static IllegalArgumentException wrong(String found) {
    return new IllegalArgumentException("holos.redis.url: found " + found + ", " + EXPECTED);
  }

  @Nullable String userOrNull() {
    return user.isEmpty() ? null : user;
  }

  @Nullable String passwordOrNull() {
    return password.isEmpty() ? null : password;
  }

  @Override
  public String toString() {
    return (tls ? "rediss" : "redis") + (cluster ? "+cluster" : "") + "://" + nodes;
  }
}
