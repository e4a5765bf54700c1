package ua.holos.gateway.log;

import java.util.regex.Pattern;

/// Keys of messages and conversations as logs may show them. The key of a conversation by SMS
/// contains the person's number, of which logs show the last two digits.
public final class LoggedKey {
  private static final Pattern NUMBER = Pattern.compile("(?<=tel:)\\+?\\d+(?=\\d\\d)");

  private LoggedKey() {}

  /// `tel:…67:4:0` for `tel:+380441234567:4:0`; other keys as they are.
  public static String of(String key) {
    return key.contains("tel:") ? NUMBER.matcher(key).replaceAll("…") : key;
  }
}
