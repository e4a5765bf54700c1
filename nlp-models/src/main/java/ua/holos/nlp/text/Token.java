package ua.holos.nlp.text;

/// A word or number of a text.
///
/// @param word in lower case, composed letters, every apostrophe as U+0027
/// @param start index of its first UTF-16 unit in the original text
/// @param end index after its last unit
public record Token(String word, int start, int end) {

  /// Whether it holds a digit: house numbers, phones, accounts, dates.
  public boolean hasDigit() {
    for (int i = 0; i < word.length(); i++) {
      if (Character.isDigit(word.charAt(i))) {
        return true;
      }
    }
    return false;
  }
}
