package ua.holos.nlp.privacy;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.understanding.AddressMention;

/// Takes personal data out of a citizen's words: what is left may be learnt from and shown to those
/// who train models. Rather a word too many is masked than a person left in.
///
/// Masks are `<name>`, `<phone>`, `<email>`, `<link>`, `<number>`, `<plate>`, `<flat>` and
/// `<address>`; training leaves them out. Thread safe.
public final class Anonymiser {
  private static final String NUMBER = "<number>";

  private static final Pattern EMAIL =
      Pattern.compile("[\\p{L}\\p{N}._%+-]+\\s?@\\s?[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+");

  private static final Pattern LINK =
      Pattern.compile(
          "(?iu)(?:https?://|www\\.|(?:t|fb|vk|wa|viber|instagram|facebook)\\.(?:me|com)/)\\S+");

  private static final Pattern HANDLE = Pattern.compile("(?<![\\p{L}\\p{N}@])@[A-Za-z]\\w{2,}");

  /// Letters that number plates have, which look the same in both alphabets.
  private static final String PLATE_LETTERS = "[АВСЕІКМНОРТХABCEIKMHOPTX]";

  private static final Pattern PLATE =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}])(?:"
              + ("(?:" + PLATE_LETTERS + "{2}[\\s-]?\\d{4}[\\s-]?" + PLATE_LETTERS + "{2})")
              + ("|(?:(?iu:" + PLATE_LETTERS + "{2})\\d{4}(?iu:" + PLATE_LETTERS + "{2}))")
              + "|(?:\\d{5}\\s?\\p{Lu}{2})"
              + "|(?:\\d{3}-\\d{2}\\s?\\p{Lu}{2})"
              + ")(?![\\p{L}\\p{N}])");

  /// A Ukrainian number: with the country's code or without, however it is spaced.
  private static final Pattern PHONE =
      Pattern.compile("(?<!\\d)(?:\\+?\\s?3?\\s?8[\\s(-]{0,3})?0(?:[\\s().-]{0,2}\\d){9}(?!\\d)");

  /// An IBAN, a passport of two letters, or six digits and more, with whatever between them: cards,
  /// accounts, codes of persons, dates of birth. A small sum of money goes too.
  private static final Pattern LONG_NUMBER =
      Pattern.compile(
          "(?iu)(?<![\\p{L}\\p{N}])(?:UA|[\\p{L}]{2}\\s?№?\\s?(?=\\d{6}(?!\\d)))?\\s?"
              + "\\+?\\d(?:[\\s().,/\\\\–-]{0,2}\\d){5,}");

  /// Whatever number follows such words is somebody's.
  private static final Pattern NUMBER_OF_A_PERSON =
      Pattern.compile(
          "(?iu)((?<!\\p{L})(?:о\\s?/\\s?р|л\\s?/\\s?с|р\\s?/\\s?р|рахун(?:ок|ку|ка)|рах\\.|"
              + "лицев\\p{L}+(?:\\s+сч[её]т\\p{L}*)?|сч[её]т\\p{L}?|догов[оі]р\\p{L}*|паспорт\\p{L}*|"
              + "посвідченн\\p{L}+|удостоверени\\p{L}+|ідентифікаційн\\p{L}+(?:\\s+(?:код|номер))?|"
              + "іпн|инн|рнокпп|карт(?:а|и|у|ка|ки|ку|ці|ой|ою)|тел(?:ефон\\p{L}*)?|моб\\p{L}*)"
              + "[\\s.:№#-]{0,4}(?:номер\\p{L}*\\s?)?[№#]?\\s?)\\d[\\d\\s().,/-]*\\d|"
              + "(?<=(?:паспорт|рахунок|договір|картка)\\s)\\d+");

  private static final String FLAT_NUMBER =
      "[№#]?\\s?\\d{1,4}(?:\\s?[-/]\\s?\\d{1,4})?\\p{L}?(?!\\p{L})";

  /// «кв. 45», «квартира № 12а», «кім. 5», but not «20 кв. м».
  private static final Pattern FLAT =
      Pattern.compile(
          "(?iu)(?<!\\p{L})((?:кв|квартир\\p{L}{0,3}|кім|кімнат\\p{L}{0,2}|комн|комнат\\p{L}{0,2}|"
              + "кв-ра|офіс\\p{L}{0,2}|офис\\p{L}{0,2}|apt|kv|flat)\\s?[.:,]?\\s?(?:номер\\s)?)"
              + FLAT_NUMBER);

  /// «45 квартира», «у 45-й квартирі», «45 кв.», but not «45 кв. м».
  private static final Pattern FLAT_AFTER =
      Pattern.compile(
          "(?iu)(?<![\\p{L}\\p{N}])\\d{1,4}(?:\\s?[-–]\\s?\\p{L}{1,3})?"
              + "(\\s?(?:квартир\\p{L}{0,3}|кв(?![\\p{L}])\\.?+(?!\\s?(?:м|метр|\\d))))");

  private static final Pattern ENTRANCE =
      Pattern.compile(
          "(?iu)(?<!\\p{L})((?:під['’ʼ`]?[їє]зд\\p{L}{0,3}|под['ъь]?езд\\p{L}{0,3}|парадн\\p{L}{1,3}|"
              + "п(?:і|о)д\\.)\\s?[.:№#]?\\s?(?:номер\\s)?)\\d{1,2}(?!\\d)");

  private static final Pattern ENTRANCE_BEFORE =
      Pattern.compile(
          "(?iu)(?<![\\p{L}\\p{N}])\\d{1,2}(?:\\s?[-–]\\s?\\p{L}{1,3})?"
              + "(\\s(?:під['’ʼ`]?[їє]зд\\p{L}{0,3}|под['ъь]?езд\\p{L}{0,3}|парадн\\p{L}{1,3}))");

  /// A street or a house that the register didn't recognise.
  private static final Pattern STREET =
      Pattern.compile(
          "(?iu)(?<!\\p{L})(?:вул|вулиц\\p{L}{1,3}|ул|улиц\\p{L}{1,3}|просп|пр-т|проспект\\p{L}{0,2}|"
              + "бульв|бульвар\\p{L}{0,2}|б-р|пров|провул\\p{L}{2,4}|пер|переул\\p{L}{2,4}|"
              + "набережн\\p{L}{1,2}|шосе|шоссе|узвіз|узвоз\\p{L}|майдан\\p{L}{0,2}|площ\\p{L}{1,2})"
              + "(?:\\.\\s?|\\s)(?:\\p{L}\\.\\s?){0,2}"
              + "(?-i:\\p{Lu}[\\p{L}'’ʼ-]*)(?:\\s(?-i:\\p{Lu}[\\p{L}'’ʼ-]*)){0,2}"
              + "(?:,?\\s?(?:буд|д|дом|будин\\p{L}{2,3}|№)?\\.?\\s?№?\\d{1,4}(?:\\s?[-/]?\\s?\\d{0,3}\\p{L}?(?!\\p{L})))?");

  private static final Pattern HOUSE =
      Pattern.compile(
          "(?iu)(?<!\\p{L})((?:буд|будин(?:ок|ку|ка|ком)|дом(?:а|у|е|ом|і)?)\\s?[.:№#]?\\s?(?:номер\\s)?)"
              + "\\d{1,4}(?:\\s?[-/]\\s?\\d{1,3})?\\p{L}?(?!\\p{L})(?:\\s?/\\s?\\d{1,3})?");

  private Anonymiser() {}

  /// A text without personal data, and without the addresses in it.
  ///
  /// @param addresses what was read in this text; positions count code points
  public static String mask(String text, List<AddressMention> addresses) {
    String masked = withoutAddresses(text, addresses);
    masked = EMAIL.matcher(masked).replaceAll("<email>");
    masked = LINK.matcher(masked).replaceAll("<link>");
    masked = HANDLE.matcher(masked).replaceAll("<name>");
    masked = PLATE.matcher(masked).replaceAll("<plate>");
    masked = PHONE.matcher(masked).replaceAll("<phone>");
    masked = NUMBER_OF_A_PERSON.matcher(masked).replaceAll(Anonymiser::kept);
    masked = LONG_NUMBER.matcher(masked).replaceAll(" " + NUMBER);
    masked = STREET.matcher(masked).replaceAll("<address>");
    masked = FLAT.matcher(masked).replaceAll("$1<flat>");
    masked = FLAT_AFTER.matcher(masked).replaceAll("<flat>$1");
    masked = HOUSE.matcher(masked).replaceAll("$1<address>");
    masked = ENTRANCE.matcher(masked).replaceAll("$1" + NUMBER);
    masked = ENTRANCE_BEFORE.matcher(masked).replaceAll(NUMBER + "$1");
    masked = PersonNames.mask(masked);
    return masked.replaceAll("\\s+", " ").strip();
  }

  /// The words of an address without flat, entrance and whoever lives there; null when what is left
  /// would still name a person.
  public static @Nullable String addressOnly(String words) {
    String masked = words;
    for (Pattern pattern :
        List.of(EMAIL, LINK, HANDLE, PLATE, NUMBER_OF_A_PERSON, PHONE, LONG_NUMBER)) {
      masked = pattern.matcher(masked).replaceAll(" ");
    }
    for (Pattern pattern : List.of(FLAT, FLAT_AFTER, ENTRANCE, ENTRANCE_BEFORE)) {
      masked = pattern.matcher(masked).replaceAll(" ");
    }
    if (PersonNames.introduces(masked)) {
      return null;
    }
    return masked.replaceAll("\\s+", " ").replaceAll("(?:\\s?[,;])+\\s*$|^[\\s,;]+", "").strip();
  }

  private static String kept(java.util.regex.MatchResult found) {
    String words = found.group(1) == null ? "" : found.group(1);
    return Matcher.quoteReplacement(words + NUMBER);
  }

  /// Replaces the mentions that name a street or a house, the last first.
  private static String withoutAddresses(String text, List<AddressMention> addresses) {
    StringBuilder masked = new StringBuilder(text);
    int length = text.codePointCount(0, text.length());
    int before = text.length();
    for (AddressMention mention :
        addresses.stream()
            .sorted(Comparator.comparingInt(AddressMention::start).reversed())
            .toList()) {
      int start = text.offsetByCodePoints(0, Math.clamp(mention.start(), 0, length));
      int end = text.offsetByCodePoints(0, Math.clamp(mention.end(), 0, length));
      if (start < end && end <= before) {
        masked.replace(start, end, "<address>");
        before = start;
      }
    }
    return masked.toString();
  }
}
