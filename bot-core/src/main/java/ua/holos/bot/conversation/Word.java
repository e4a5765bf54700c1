package ua.holos.bot.conversation;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whole messages that always mean the same, whatever the model thinks. The words of each are in
/// the wording under `words.…`, separated by commas.
enum Word {
  YES("words.yes"),
  NO("words.no"),
  CANCEL("words.cancel"),
  BACK("words.back"),
  SKIP("words.skip"),
  UNKNOWN("words.unknown"),
  START("words.start"),
  RESTART("words.restart"),
  HELP("words.help"),
  MY_APPEALS("words.my-appeals"),
  HUMAN("words.human"),
  BOT("words.bot"),
  THANKS("words.thanks"),
  GREETING("words.greeting"),
  GOODBYE("words.goodbye"),
  WAIT("words.wait"),
  CHANNELS("words.channels"),
  UNLINK("words.unlink");

  private final String key;

  Word(String key) {
    this.key = key;
  }

  /// Where the wording lists its words.
  String key() {
    return key;
  }

  /// Reads messages as words of the city's wording.
  static final class Book {
    private final Map<String, Word> words = new HashMap<>();

    Book(Wording wording) {
      Map<Word, String> lists = new EnumMap<>(Word.class);
      for (Word word : values()) {
        lists.put(word, wording.say(word.key));
      }
      lists.forEach((word, list) -> {
        for (String one : list.split(",", -1)) {
          words.putIfAbsent(plain(one), word);
        }
      });
    }

    @Nullable Word find(String text) {
      return text.length() > 60 ? null : words.get(plain(text));
    }
  }

  /// Lower case, letters and digits and single spaces only: «Так!» and «так» are the same.
  static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.toLowerCase(Locale.ROOT)
        .codePoints()
        .forEach(c -> {
          if (Character.isLetterOrDigit(c)) {
            plain.appendCodePoint(c);
          } else if (Character.isWhitespace(c)
              && !plain.isEmpty()
              && plain.charAt(plain.length() - 1) != ' ') {
            plain.append(' ');
          }
        });
    return plain.toString().strip();
  }
}
