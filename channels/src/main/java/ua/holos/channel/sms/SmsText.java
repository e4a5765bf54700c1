package ua.holos.channel.sms;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import ua.holos.channel.support.TextSplitter;
import ua.holos.channel.support.WellFormedText;

/// One text message as the network carries it: its coding, and the parts that it is sent in.
///
/// @param alphabet the default alphabet (data coding 0), null for UCS-2 (data coding 8)
/// @param parts in order, never empty
record SmsText(@Nullable DefaultAlphabet alphabet, List<String> parts) {
  /// The most parts that a message is sent in: phones and operators join that many, and nobody
  /// should pay for more.
  static final int MOST_PARTS = 6;

  /// The longest text in UTF-16 code units that is never more than [#MOST_PARTS]: 67 to a part, one
  /// of which may stay free at each border, where a surrogate pair would be torn.
  static final int LONGEST = MOST_PARTS * 67 - (MOST_PARTS - 1);

  private static final int GSM_ALONE = 160;
  private static final int GSM_PART = 153;
  private static final int UCS2_ALONE = 70;
  private static final int UCS2_PART = 67;

  SmsText {
    parts = List.copyOf(parts);
  }

  /// Without the text.
  @Override
  public String toString() {
    return "SmsText[alphabet=" + alphabet + ", parts=" + parts.size() + "]";
  }

  /// The messages that a text of any length is sent as, split at sentences; none for a blank text.
  static List<SmsText> messages(String text, DefaultAlphabet alphabet) {
    return TextSplitter.split(WellFormedText.of(text), LONGEST).stream()
        .map(message -> of(message, alphabet))
        .toList();
  }

  /// How many parts a text of any length is sent in.
  static int parts(String text, DefaultAlphabet alphabet) {
    return messages(text, alphabet).stream().mapToInt(message -> message.parts().size()).sum();
  }

  /// A text in the default alphabet if it can be said in it, otherwise in UCS-2. Quotation marks,
  /// dashes and the like are written plainly if that alone decides it.
  static SmsText of(String text, DefaultAlphabet alphabet) {
    List<String> wide = split(text, Character::charCount, UCS2_ALONE, UCS2_PART);
    String plain = fits(text, alphabet) ? text : PlainText.of(text);
    if (!fits(plain, alphabet)) {
      return new SmsText(null, wide);
    }
    List<String> narrow =
        split(plain, point -> alphabet.septets((char) point), GSM_ALONE, GSM_PART);
    // Many characters of two septets, or "..." for "…", can take more room than UCS-2.
    return narrow.size() <= wide.size() ? new SmsText(alphabet, narrow) : new SmsText(null, wide);
  }

  private static boolean fits(String text, DefaultAlphabet alphabet) {
    return text.chars().allMatch(c -> alphabet.septets((char) c) > 0);
  }

  private static List<String> split(String text, IntUnaryOperator units, int alone, int together) {
    if (text.codePoints().map(units).sum() <= alone) {
      return List.of(text);
    }
    List<String> parts = new ArrayList<>();
    int start = 0;
    int used = 0;
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      int needed = units.applyAsInt(text.codePointAt(at));
      if (used + needed > together) {
        parts.add(text.substring(start, at));
        start = at;
        used = 0;
      }
      used += needed;
    }
    parts.add(text.substring(start));
    return parts;
  }

  /// The whole text, as it is sent.
  String text() {
    return String.join("", parts);
  }

  /// SMPP's `data_coding`.
  byte dataCoding() {
    return (byte) (alphabet == null ? 8 : 0);
  }

  /// The bytes of a part, without a header.
  byte[] bytes(String part) {
    return alphabet == null ? part.getBytes(StandardCharsets.UTF_16BE) : alphabet.encode(part);
  }
}
