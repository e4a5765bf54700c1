package ua.holos.nlp.phrase;

/// Puts right what was typed with the Latin keyboard on: «ghbdsn» is «привіт». Character for
/// character, so that places in the text stay the same.
public final class KeyboardLayout {

  private static final String LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.";
  private static final String CYRILLIC = "йцукенгшщзхїфівапролджєячсмитьбю";

  private static final int SHORTEST = 4;

  /// Above this share of vowels a Latin text is English or transliterated.
  private static final double FEWEST_VOWELS = 0.25;

  /// Ukrainian and Russian words have about two vowels in five letters.
  private static final double LEAST_SENSE = 0.27;

  private KeyboardLayout() {}

  /// The text as it was meant; unchanged when it was typed with the right keyboard.
  public static String corrected(String text) {
    int letters = 0;
    int vowels = 0;
    int inside = Math.min(text.length(), Utterance.LONGEST);
    for (int i = 0; i < inside; i++) {
      char c = Character.toLowerCase(text.charAt(i));
      if (Character.isLetter(c) && (c < 'a' || c > 'z')) {
        return text;
      }
      letters += Character.isLetter(c) ? 1 : 0;
      vowels += "aeiouy".indexOf(c) >= 0 ? 1 : 0;
    }
    if (letters < SHORTEST || vowels > letters * FEWEST_VOWELS || text.contains("/")) {
      return text;
    }
    String meant = retyped(text);
    long sense = meant.chars().filter(c -> "аеєиіїоуюяАЕЄИІЇОУЮЯ".indexOf(c) >= 0).count();
    return sense >= letters * LEAST_SENSE && sense <= letters * 0.7 ? meant : text;
  }

  private static String retyped(String text) {
    StringBuilder meant = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int key = LATIN.indexOf(Character.toLowerCase(c));
      boolean mark = key >= 0 && !Character.isLetter(c);
      boolean endsWord = i + 1 >= text.length() || Character.isWhitespace(text.charAt(i + 1));
      if (key < 0 || (mark && endsWord && (c == '.' || c == ','))) {
        meant.append(c);
      } else {
        char letter = CYRILLIC.charAt(key);
        meant.append(Character.isUpperCase(c) ? Character.toUpperCase(letter) : letter);
      }
    }
    return meant.toString();
  }
}
