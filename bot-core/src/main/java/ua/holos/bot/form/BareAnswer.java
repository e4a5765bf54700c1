package ua.holos.bot.form;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.understanding.Detail;

/// Reads a message that is nothing but the answer to a question: «25», «буд. 25а», «3 під'їзд».
public final class BareAnswer {
  private static final Pattern HOUSE =
      Pattern.compile(
          "(?iu)^(?:[^\\d]{0,14}[\\s.])?(\\d{1,4})\\s*(?:[-–\\s]?\\s*(\\p{IsCyrillic}))?"
              + "(?:\\s*/\\s*(\\d{1,3}\\p{IsCyrillic}?))?[.!]?$");
  private static final Pattern NUMBER = Pattern.compile("\\d[\\d/\\-]*\\p{IsCyrillic}?(?!\\p{L})");
  private static final Pattern PHONE =
      Pattern.compile(
          "(?<![\\d/-])(?:\\+?38[\\s(-]{0,2})?0[3-9]\\d[\\s)-]{0,2}\\d{3}[\\s-]?\\d{2}[\\s-]?\\d{2}(?![\\d/])");
  private static final Pattern BARE = Pattern.compile("^[№#\\s]*\\d{1,12}[.!\\s]*$");

  /// Details whose answer contains a number.
  private static final Set<Detail> NUMBERED =
      Set.of(Detail.ENTRANCE, Detail.FLOOR, Detail.APARTMENT, Detail.LAMP_POST, Detail.ACCOUNT);

  private static final int LONGEST_DETAIL = 200;

  private BareAnswer() {}

  /// Whether the text is only a number.
  public static boolean isNumber(String text) {
    return BARE.matcher(text).matches();
  }

  /// The house number, normalised (`25А`, `40/2`); null when the text is something else.
  public static @Nullable String house(String text) {
    Matcher matcher = HOUSE.matcher(text.strip());
    if (!matcher.matches()) {
      return null;
    }
    String letter = matcher.group(2) == null ? "" : matcher.group(2).toUpperCase(Locale.ROOT);
    String corner = matcher.group(3) == null ? "" : "/" + matcher.group(3).toUpperCase(Locale.ROOT);
    return matcher.group(1) + letter + corner;
  }

  /// The value of a detail; null when the text can't be one.
  public static @Nullable String detail(Detail detail, String text) {
    String value = text.strip();
    if (NUMBERED.contains(detail)) {
      Matcher matcher = NUMBER.matcher(value);
      return value.length() <= 60 && matcher.find() ? matcher.group() : null;
    }
    return value.length() <= LONGEST_DETAIL
            && value.codePoints().anyMatch(Character::isLetterOrDigit)
        ? value
        : null;
  }

  /// A Ukrainian phone number among other words; null when there is none.
  public static @Nullable String phoneIn(String text) {
    Matcher matcher = PHONE.matcher(text);
    return matcher.find() ? phone(matcher.group()) : null;
  }

  /// A Ukrainian or international phone number as `+380441234567`; null when it isn't one.
  public static @Nullable String phone(String text) {
    String digits = text.replaceAll("\\D", "");
    if (text.codePoints().filter(Character::isLetter).count() > 20) {
      return null;
    }
    if (digits.length() == 10 && digits.startsWith("0")) {
      return "+38" + digits;
    }
    if (digits.length() == 12 && digits.startsWith("380")) {
      return "+" + digits;
    }
    boolean international = text.strip().startsWith("+");
    return international && digits.length() >= 8 && digits.length() <= 15 ? "+" + digits : null;
  }
}
