package ua.holos.gateway.record;

/// How many parts a text would be as SMS: the measure by which channels are compared in price. Near
/// enough for that; what a channel really counts is in its delivery notes.
final class SmsLength {
  private static final int ASCII_ALONE = 160;
  private static final int ASCII_PART = 153;
  private static final int WIDE_ALONE = 70;
  private static final int WIDE_PART = 67;

  private SmsLength() {}

  /// At least 1. Anything beyond ASCII makes all of it UCS-2.
  static int parts(String text) {
    boolean ascii = text.chars().allMatch(c -> c < 128);
    int alone = ascii ? ASCII_ALONE : WIDE_ALONE;
    int part = ascii ? ASCII_PART : WIDE_PART;
    return text.length() <= alone ? 1 : (text.length() + part - 1) / part;
  }
}
