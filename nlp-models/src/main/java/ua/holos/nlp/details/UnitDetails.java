package ua.holos.nlp.details;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.understanding.Detail;

/// Reads entrance, floor and flat: «3 під'їзд», «на п'ятому поверсі», «1-9 этаж», «кв. 12а», «3эт».
final class UnitDetails {

  private static final int HIGHEST_ENTRANCE = 40;
  private static final int HIGHEST_FLOOR = 60;
  private static final int HIGHEST_FLAT = 3_000;

  /// Up to so many «квартири» may be a count: «2 квартири», «4 квартири».
  private static final int HIGHEST_COUNT = 4;

  private static final Pattern GLUED =
      Pattern.compile("(\\d{1,4})-?(п|пд|под|під|парад|эт|ет|пов|кв)");

  private static final Pattern LETTERED = Pattern.compile("\\d{1,4}[а-яіїє]");

  private final DetailText text;
  private final FoundDetails found;

  UnitDetails(DetailText text, FoundDetails found) {
    this.text = text;
    this.found = found;
  }

  void read() {
    for (int at = 0; at < text.size(); at++) {
      glued(at);
      if (text.is("entrance", at) || isShortEntrance(at)) {
        unit(Detail.ENTRANCE, at, HIGHEST_ENTRANCE);
      } else if (text.is("floor", at)) {
        unit(Detail.FLOOR, at, HIGHEST_FLOOR);
      } else if (text.is("flat", at)) {
        unit(Detail.APARTMENT, at, HIGHEST_FLAT);
      }
    }
  }

  /// Takes the first number of a text for the entrance: the answer to «Який під'їзд?».
  void readBareEntrance() {
    for (int at = 0; at < text.size(); at++) {
      String value = text.number(at);
      if (value != null && Integer.parseInt(value) <= HIGHEST_ENTRANCE) {
        found.put(Detail.ENTRANCE, value);
        return;
      }
    }
  }

  /// «3эт», «77кв», «2под».
  private void glued(int at) {
    if (!text.word(at).number() || text.isUsed(at)) {
      return;
    }
    Matcher glued = GLUED.matcher(text.word(at).lower());
    if (glued.matches()) {
      Detail detail =
          switch (glued.group(2)) {
            case "кв" -> Detail.APARTMENT;
            case "эт", "ет", "пов" -> Detail.FLOOR;
            default -> Detail.ENTRANCE;
          };
      text.use(at);
      found.put(detail, glued.group(1));
    }
  }

  /// «під. 2», «п. 3», «2 под кв 45»: what else would be a preposition.
  private boolean isShortEntrance(int at) {
    if (!text.is("entrance-short", at)) {
      return false;
    }
    boolean before = text.together(at - 1, at) && text.word(at - 1).number();
    boolean after = text.together(at, at + 1) && text.word(at + 1).number();
    boolean betweenUnits = before && (at + 1 == text.size() || text.is("unit-end", at + 1));
    return after && text.dotted(at) || betweenUnits;
  }

  private void unit(Detail detail, int at, int highest) {
    boolean named = text.is("number-word", at + 1);
    int next = named || text.is("from", at + 1) ? at + 2 : at + 1;
    NumberList after = text.together(at, next) ? NumberList.from(text, next) : null;
    NumberList before = before(detail, at);
    boolean nextIsOfAnother =
        after != null && text.is("unit-end", after.last() + 1) && isNoNumber(after.last() + 2);
    boolean takesNext = after != null && (before == null || !nextIsOfAnother);
    NumberList numbers = takesNext ? after : before;
    if (numbers == null) {
      inWords(detail, named ? next : -1);
      return;
    }
    if (numbers.highest() > highest || numbers.highest() < 1) {
      return;
    }
    if (text.is("degree", numbers.last() + 1) || text.is("square", at + 1)) {
      return;
    }
    for (int place = numbers.first(); place <= numbers.last(); place++) {
      text.use(place);
    }
    boolean flat = detail.equals(Detail.APARTMENT);
    boolean lettered = flat && LETTERED.matcher(text.word(numbers.first()).lower()).matches();
    String single = numbers.value().split("[,-]")[0];
    found.put(
        detail, lettered ? text.word(numbers.first()).lower() : flat ? single : numbers.value());
  }

  private boolean isNoNumber(int at) {
    return text.number(at) == null && !text.is("number-word", at);
  }

  private @Nullable NumberList before(Detail detail, int at) {
    if (!text.together(at - 1, at) || text.isUsed(at - 1)) {
      return null;
    }
    NumberList numbers = NumberList.upTo(text, at - 1);
    if (numbers == null || !detail.equals(Detail.APARTMENT)) {
      return numbers;
    }
    boolean ordinal = text.matches(at - 1, "\\d+-?[а-яіїє]{1,3}") || !text.word(at - 1).number();
    boolean placed = text.is("from", at - 2) || text.is("at", at - 2);
    boolean single = text.is("flat-single", at);
    return single && (ordinal || placed || numbers.highest() > HIGHEST_COUNT) ? numbers : null;
  }

  /// «квартира номер сім».
  private void inWords(Detail detail, int at) {
    if (at >= 0 && text.is("cardinal", at)) {
      found.put(detail, CardinalWords.value(text.word(at).folded()));
    }
  }
}
