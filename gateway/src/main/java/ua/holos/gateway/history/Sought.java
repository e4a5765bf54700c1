package ua.holos.gateway.history;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.form.BareAnswer;
import ua.holos.gateway.record.SearchWords;

/// What somebody looks for, as the box was understood.
sealed interface Sought {

  /// An appeal, by its number in the core.
  record Number(String number) implements Sought {}

  /// A person, by a phone number: `+380441234567`.
  record Phone(String phone) implements Sought {}

  /// Appeals at an address.
  record Address(List<Term> terms) implements Sought {}

  /// What people wrote, and appeals at an address.
  record Words(List<Term> terms) implements Sought {}

  /// Nothing in particular: all that the filters leave.
  record Everything() implements Sought {}

  /// How the box is to be understood.
  enum Kind {
    ANY,
    NUMBER,
    PHONE,
    ADDRESS,
    WORDS;

    /// As it stands in an address bar; what isn't known is [#ANY].
    static Kind of(String code) {
      for (Kind kind : values()) {
        if (kind.code().equals(code)) {
          return kind;
        }
      }
      return ANY;
    }

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// A word, or its beginning.
  ///
  /// @param begins whether words that go on count too; a house number goes on with letters only
  record Term(String word, boolean begins) {
    boolean house() {
      return Character.isDigit(word.charAt(word.length() - 1));
    }
  }

  /// `6-104`, `№ 2026/77`, `12345`.
  Pattern NUMBER = Pattern.compile("\\d{1,9}(?:[-/.]\\d{1,9}){0,3}");

  Pattern SIGN = Pattern.compile("^(?:№|#|[nN]o\\.?)\\s*");

  /// More words than this narrow nothing any further.
  int MOST_TERMS = 8;

  /// Understands the box. A number with a sign or a dash is an appeal's, a number as long as a
  /// phone's is a phone, everything else is words.
  static Sought of(String typed, Kind kind) {
    String text = typed.strip();
    if (text.isEmpty()) {
      return new Everything();
    }
    return switch (kind) {
      case ANY -> understood(text);
      case NUMBER -> new Number(bare(text));
      case PHONE -> {
        String phone = BareAnswer.phone(text);
        yield new Phone(phone == null ? text.replaceAll("[^\\d+]", "") : phone);
      }
      case ADDRESS -> new Address(terms(text));
      case WORDS -> new Words(terms(text));
    };
  }

  private static Sought understood(String text) {
    String bare = bare(text);
    if (!bare.equals(text)) {
      return new Number(bare);
    }
    String phone = phone(text);
    if (phone != null) {
      return new Phone(phone);
    }
    if (NUMBER.matcher(text).matches()) {
      return new Number(text);
    }
    return new Words(terms(text));
  }

  private static @Nullable String phone(String text) {
    return text.chars().anyMatch(Character::isLetter) ? null : BareAnswer.phone(text);
  }

  private static String bare(String text) {
    return SIGN.matcher(text).replaceFirst("");
  }

  /// Words that say what a part of an address is, not which.
  List<String> PARTS = List.of("вул", "вулиця", "вулиці", "буд", "будинок", "кв", "м", "місто");

  private static List<Term> terms(String text) {
    List<String> words = List.copyOf(SearchWords.of(text));
    List<String> telling = words.stream().filter(word -> !PARTS.contains(word)).toList();
    return (telling.isEmpty() ? words : telling)
        .stream()
            .limit(MOST_TERMS)
            .map(word ->
                new Term(
                    word,
                    word.codePointCount(0, word.length()) >= SearchWords.HEAD
                        || word.chars().allMatch(Character::isDigit)))
            .toList();
  }
}
