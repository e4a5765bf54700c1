package ua.holos.nlp.address;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a house number: `25`, `44-А`, `40/2`, `13А/5`, `9-11`.
///
/// Normalised as the city writes it: digits, then a Cyrillic capital without space, hyphen or
/// quotes (`44-а` is `44А`); a slash stays.
final class HouseNumber {
  private static final int MOST_DIGITS = 4;
  private static final String NEVER_A_HOUSE_LETTER = "йьъыюяЙЬЪЫ";
  private static final String ORDINAL_LETTERS = "емхтс";
  private static final String SHORT_WORDS = "взуіиоскаеєя";

  /// Letters that are no words by themselves.
  private static final String LETTERS_ONLY = "бгґдж";

  /// @param house normalised
  /// @param next the token after it
  record Found(String house, int next) {}

  /// What follows «а» where it is no letter of a house.
  private static final Set<String> AFTER_CONJUNCTION =
      AddressWords.words(
          "не ні нет нема немає ни також так саме именно ще еще там тут теперь тепер потім потом у"
              + " в на по з с із від от до за під под через для о про як как и і й то вже уже що"
              + " что хто кто коли когда де где все всі він вона воно они вони он она наш наша наші"
              + " мы ми я це это этот эта если якщо если поруч рядом біля возле навпроти напротив");

  private HouseNumber() {}

  /// The number that starts at a token, null when none does. Looks only at the number's own form,
  /// not at what it counts.
  static @Nullable Found at(Tokens tokens, int i) {
    var first = part(tokens, i);
    if (first == null) {
      return null;
    }
    int next = first.next();
    if (tokens.at(next).is('/') || tokens.at(next).is('\\')) {
      var second = part(tokens, next + 1);
      if (second != null) {
        return new Found(first.house() + "/" + second.house(), second.next());
      }
      var letter = tokens.at(next + 1);
      if (letter.isLetter() && !letter.spaced()) {
        return new Found(first.house() + letter(letter.raw()), next + 2);
      }
    }
    return first;
  }

  private static @Nullable Found part(Tokens tokens, int i) {
    var number = tokens.at(i);
    if (!number.isNumber()
        || number.raw().length() > MOST_DIGITS
        || number.raw().charAt(0) == '0') {
      return null;
    }
    int letterAt = letterAfter(tokens, i + 1);
    if (letterAt >= 0 && isYear(number.raw()) && isLetterOfYear(tokens.at(letterAt).raw())) {
      return null;
    }
    return letterAt < 0
        ? new Found(number.raw(), i + 1)
        : new Found(
            number.raw() + letter(tokens.at(letterAt).raw()),
            tokens.at(letterAt + 1).isQuote() && tokens.at(letterAt - 1).isQuote()
                ? letterAt + 2
                : letterAt + 1);
  }

  private static boolean isYear(String digits) {
    return digits.length() == 4 && (digits.startsWith("19") || digits.startsWith("20"));
  }

  /// «2014р», «2014 г.».
  private static boolean isLetterOfYear(String letter) {
    return letter.equals("р") || letter.equals("г");
  }

  /// Where the letter of a house number stands, -1 when it has none.
  private static int letterAfter(Tokens tokens, int i) {
    var sign = tokens.at(i);
    if (sign.isLetter()) {
      boolean building = tokens.at(i + 1).isNumber() && !tokens.at(i + 1).spaced();
      if (building) {
        return -1;
      }
      return !sign.spaced() || standsAlone(tokens, i) ? usable(tokens, i) : -1;
    }
    var letter = tokens.at(i + 1);
    if (!letter.isLetter() || letter.spaced() && !sign.isHyphen()) {
      return -1;
    }
    if (sign.isQuote()) {
      return usable(tokens, i + 1);
    }
    if (sign.isHyphen()) {
      boolean preposition =
          letter.spaced() && (sign.spaced() || Character.isLowerCase(letter.raw().charAt(0)));
      var beyond = tokens.at(i + 2).folded();
      boolean apart =
          Character.isUpperCase(letter.raw().charAt(0))
              && (beyond.equals("по") || tokens.at(i + 2).is(','));
      // «10- г, під'їзд 2»
      apart |=
          LETTERS_ONLY.indexOf(letter.raw().charAt(0)) >= 0
              && (tokens.at(i + 2).is(',') || isFlatWord(beyond));
      if (preposition && !apart) {
        return -1;
      }
      boolean ordinal =
          Character.isLowerCase(letter.raw().charAt(0))
              && ORDINAL_LETTERS.contains(letter.raw().toLowerCase(Locale.ROOT));
      // «14-А-Подільський район»: what follows is no part of the number
      boolean goesOn =
          tokens.at(i + 2).isHyphen()
              && !tokens.at(i + 2).spaced()
              && !tokens.at(i + 3).isCapitalised();
      return ordinal || goesOn ? -1 : usable(tokens, i + 1);
    }
    if (sign.is('.') && !sign.spaced() && Character.isUpperCase(letter.raw().charAt(0))) {
      return tokens.at(i + 2).is('.') ? -1 : usable(tokens, i + 1);
    }
    return -1;
  }

  private static int usable(Tokens tokens, int i) {
    return NEVER_A_HOUSE_LETTER.contains(tokens.at(i).raw()) ? -1 : i;
  }

  /// A letter after a space belongs to the number when it is a capital in mixed text or nothing
  /// else can follow: «25 а, кв. 4», not «25 в підвалі».
  private static boolean standsAlone(Tokens tokens, int i) {
    var letter = tokens.at(i);
    char c = letter.raw().charAt(0);
    var after = tokens.at(i + 1);
    if (c == 'м') {
      // «54 м²», «40 м від входу»
      return false;
    }
    boolean numberFollows = after.isNumber() || after.is('№') || after.is('#');
    if (numberFollows && SHORT_WORDS.indexOf(Character.toLowerCase(c)) >= 0) {
      return false;
    }
    boolean end = !after.isWord() && !after.is('.') || !tokens.has(i + 1) || after.newLine();
    if (Character.isUpperCase(c)) {
      return end
          || after.is('.') && (!tokens.at(i + 2).isWord() || startsSentence(tokens, i))
          || after.isWord()
              && Character.isLowerCase(after.raw().charAt(0))
              && (SHORT_WORDS.indexOf(Character.toLowerCase(c)) < 0 || isFlatWord(after.folded()));
    }
    // the conjunction has a comma before it: «18, а не 20», but «18 а поламано»
    boolean ofHouse = (c == 'а' || c == 'a') && !AFTER_CONJUNCTION.contains(after.folded());
    return end
        || ofHouse
        || isFlatWord(after.folded()) && !isLocative(after)
        || LETTERS_ONLY.indexOf(c) >= 0 && !after.is('.');
  }

  /// «Садова 8 А. Ще одна яма»: the letter ends a sentence and begins no name.
  private static boolean startsSentence(Tokens tokens, int letter) {
    var next = tokens.at(letter + 2);
    return "АБВДABD".contains(tokens.at(letter).raw())
        && next.isCapitalised()
        && next.spaced()
        && !next.isLetter()
        && !tokens.at(letter + 3).is('.');
  }

  /// «в квартирі 5», «у під'їзді»: then the letter before is a preposition.
  private static boolean isLocative(Tokens.Token word) {
    var raw = word.raw();
    char last = raw.charAt(raw.length() - 1);
    return raw.length() > 4 && (last == 'і' || last == 'е');
  }

  private static boolean isFlatWord(String folded) {
    return folded.equals("кв")
        || folded.startsWith("квартир")
        || folded.startsWith("корп")
        || folded.startsWith("пидизд")
        || folded.startsWith("подезд");
  }

  private static String letter(String raw) {
    return switch (raw.toUpperCase(Locale.ROOT)) {
      case "A" -> "А";
      case "B", "V" -> raw.equals("b") ? "Б" : "В";
      case "C" -> "С";
      case "D" -> "Д";
      case "E" -> "Е";
      case "G" -> "Г";
      case "H" -> "Н";
      case "I" -> "І";
      case "K" -> "К";
      case "L" -> "Л";
      case "M" -> "М";
      case "O" -> "О";
      case "P" -> "Р";
      case "T" -> "Т";
      case "X" -> "Х";
      case "Z" -> "З";
      default -> raw.toUpperCase(Locale.forLanguageTag("uk"));
    };
  }

  private static boolean isNormalised(String written) {
    int end = written.length();
    char last = written.charAt(end - 1);
    if (last >= 'А' && last <= 'Я') {
      end--;
    }
    for (int i = 0; i < end; i++) {
      if (!Character.isDigit(written.charAt(i))) {
        return false;
      }
    }
    return end > 0 && end <= MOST_DIGITS;
  }

  /// A house number of the city's list in the normalised form; as it is when it cannot be read.
  static String normalised(String written) {
    if (isNormalised(written)) {
      return written;
    }
    var tokens = Tokens.of(written);
    var found = at(tokens, 0);
    return found != null && found.next() == tokens.size()
        ? found.house()
        : written.replaceAll("[\\s\"«»'-]", "").toUpperCase(Locale.forLanguageTag("uk"));
  }
}
