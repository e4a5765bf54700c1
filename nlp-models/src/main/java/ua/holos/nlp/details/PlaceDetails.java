package ua.holos.nlp.details;

import org.jspecify.annotations.Nullable;
import ua.holos.bot.understanding.Detail;

/// Reads places that are no address: lamp post, institution, landmark.
final class PlaceDetails {

  private static final int LONGEST_NAME = 4;
  private static final int LONGEST_CROSSING = 6;

  private final DetailText text;
  private final FoundDetails found;

  PlaceDetails(DetailText text, FoundDetails found) {
    this.text = text;
    this.found = found;
  }

  /// «опора №15», «стовпи 12, 13», «ліхтар № 7»; «2 ліхтарі» is a count.
  void readLampPost() {
    for (int at = 0; at < text.size(); at++) {
      boolean post = text.is("post", at);
      if (!post && !text.is("lamp", at)) {
        continue;
      }
      boolean named = text.is("number-word", at + 1);
      int place = named ? at + 2 : at + 1;
      if (!text.has(place) || !text.word(place).number() || text.is("day-unit", place + 1)) {
        continue;
      }
      String between = text.between(at, place);
      boolean marked = named || between.indexOf('№') >= 0 || between.indexOf('#') >= 0;
      if (post || marked) {
        text.use(place);
        NumberList several = NumberList.from(text, place);
        found.put(
            Detail.LAMP_POST,
            several != null && several.last() > place
                ? several.value()
                : text.written(place, place));
      }
    }
  }

  void readInstitution() {
    for (int at : text.positions("institution")) {
      String name = institution(at);
      if (name != null) {
        found.put(Detail.INSTITUTION, name);
        return;
      }
    }
  }

  private @Nullable String institution(int at) {
    int number = text.is("number-word", at + 1) ? at + 2 : at + 1;
    if (text.matches(number, "\\d{1,4}")
        && text.together(at, number)
        && !text.is("day-unit", number + 1)) {
      text.use(number);
      return text.written(at, number);
    }
    if (text.matches(at - 1, "\\d{2,4}-?[а-яіїє]{0,3}") && !text.isUsed(at - 1)) {
      return text.written(at - 1, at);
    }
    String quoted = text.quotedAfter(at);
    return quoted == null ? null : text.written(at, at) + " «" + quoted + "»";
  }

  /// «біля АТБ», «перехрестя Саксаганського та Володимирської».
  void readLandmark() {
    for (int at = 0; at < text.size() && !found.has(Detail.LANDMARK); at++) {
      if (text.is("crossing", at)) {
        found.put(Detail.LANDMARK, place(at, at + 1, LONGEST_CROSSING, true));
      } else if (text.is("near", at)) {
        int first = text.is("near-link", at + 1) ? at + 2 : at + 1;
        if (text.together(at, first) && !text.is("not-a-landmark", first)) {
          found.put(Detail.LANDMARK, place(at, first, LONGEST_NAME, false));
        }
      }
    }
  }

  /// From the word at `at` to where the place's name ends.
  private @Nullable String place(int at, int first, int longest, boolean crossing) {
    int last = at;
    for (int next = first; next < first + longest && text.together(at, next); next++) {
      boolean joins = crossing && text.is("crossing-joiner", next);
      boolean separated =
          next > first && text.punctuated(next - 1, next) && !text.abbreviated(next - 1);
      if (separated || (text.is("breaker", next) && !joins)) {
        break;
      }
      last = joins ? last : next;
    }
    return last == at ? null : text.written(at, last);
  }
}
