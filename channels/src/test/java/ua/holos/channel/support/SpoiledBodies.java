package ua.holos.channel.support;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/// Bodies as no platform should send them: random bytes, and good ones that were damaged on the
/// way. The same random numbers give the same bodies, so that a finding can be repeated.
public final class SpoiledBodies {
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "-1",
          "0.5",
          "1e400",
          "9223372036854775808",
          "\"\"",
          "\"\\u0000\\ud83d\"",
          "[]",
          "{}",
          "[[[]]]",
          "\"2026-13-45T99:99:99Z\"",
          "\"" + "я".repeat(5000) + "\"",
          "[".repeat(600),
          "{\"a\":".repeat(600));

  private final RandomGenerator random;
  private final List<String> good;

  /// @param good bodies that would be taken
  public SpoiledBodies(RandomGenerator random, List<String> good) {
    this.random = random;
    this.good = List.copyOf(good);
  }

  /// How many bodies a fuzz test tries: 20,000, or `-Dholos.fuzz.inputs=1000000`.
  public static int count() {
    return Integer.getInteger("holos.fuzz.inputs", 20_000);
  }

  /// The next body.
  public byte[] next() {
    String one = good.get(random.nextInt(good.size()));
    return switch (random.nextInt(8)) {
      case 0 -> bytes(random.nextInt(200));
      case 1 -> one.substring(0, random.nextInt(one.length())).getBytes(StandardCharsets.UTF_8);
      case 2 -> flipped(one.getBytes(StandardCharsets.UTF_8));
      case 3 -> joined(one, good.get(random.nextInt(good.size())));
      case 4 -> valueChanged(valueChanged(one)).getBytes(StandardCharsets.UTF_8);
      default -> valueChanged(one).getBytes(StandardCharsets.UTF_8);
    };
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] flipped(byte[] bytes) {
    for (int i = 1 + random.nextInt(4); i > 0 && bytes.length > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private byte[] joined(String one, String other) {
    String text =
        one.substring(0, random.nextInt(one.length()))
            + other.substring(random.nextInt(other.length()));
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// Puts another value behind one of the colons, in place of what stands there.
  private String valueChanged(String json) {
    int colon = json.indexOf(':', random.nextInt(json.length()));
    if (colon < 0) {
      return json;
    }
    int end = colon + 1;
    int depth = 0;
    boolean quoted = false;
    for (; end < json.length(); end++) {
      char c = json.charAt(end);
      if (c == '"' && json.charAt(end - 1) != '\\') {
        quoted = !quoted;
      } else if (!quoted && (c == '{' || c == '[')) {
        depth++;
      } else if (!quoted && (c == '}' || c == ']') && depth-- == 0) {
        break;
      } else if (!quoted && c == ',' && depth == 0) {
        break;
      }
    }
    String value =
        random.nextInt(4) == 0
            ? json.substring(colon + 1, Math.max(colon + 1, end))
                + json.substring(colon + 1, Math.max(colon + 1, end))
            : VALUES.get(random.nextInt(VALUES.size()));
    return json.substring(0, colon + 1) + value + json.substring(Math.min(end, json.length()));
  }
}
