package ua.holos.channel.support;

/// Makes text from outside safe to store and send: half surrogate pairs become U+FFFD, U+0000 is
/// dropped. Neither can be written as UTF-8 or kept by PostgreSQL.
public final class WellFormedText {

  private WellFormedText() {}

  /// The same text when there is nothing wrong with it.
  public static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || (Character.isSurrogate(c) && !pairAt(text, i++))) {
        return repaired(text);
      }
    }
    return text;
  }

  private static boolean pairAt(String text, int i) {
    return i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
  }

  private static String repaired(String text) {
    StringBuilder good = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (pairAt(text, i)) {
          good.append(c).append(text.charAt(++i));
        } else {
          good.append('\uFFFD');
        }
      } else if (c != 0) {
        good.append(c);
      }
    }
    return good.toString();
  }
}
