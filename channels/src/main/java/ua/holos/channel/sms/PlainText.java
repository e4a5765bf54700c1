package ua.holos.channel.sms;

import java.util.Map;

/// Typographic characters written plainly, so that a text in Latin letters needn't be UCS-2, which
/// more than halves what fits into a part.
final class PlainText {
  private static final Map<Character, String> PLAIN =
      Map.ofEntries(
          Map.entry('’', "'"),
          Map.entry('‘', "'"),
          Map.entry('ʼ', "'"),
          Map.entry('′', "'"),
          Map.entry('`', "'"),
          Map.entry('“', "\""),
          Map.entry('”', "\""),
          Map.entry('„', "\""),
          Map.entry('«', "\""),
          Map.entry('»', "\""),
          Map.entry('–', "-"),
          Map.entry('—', "-"),
          Map.entry('−', "-"),
          Map.entry('‑', "-"),
          Map.entry('…', "..."),
          Map.entry('№', "No "),
          Map.entry('\u00A0', " "),
          Map.entry('\u202F', " "),
          Map.entry('\u2009', " "),
          Map.entry('\t', " "),
          Map.entry('\u00AD', ""),
          Map.entry('\u200B', ""),
          Map.entry('\uFEFF', ""));

  private PlainText() {}

  static String of(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      String instead = PLAIN.get(c);
      if (instead == null) {
        plain.append(c);
      } else {
        plain.append(instead);
      }
    }
    return plain.toString();
  }
}
