package ua.holos.nlp.details;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Numbers that stand together: «3», «1, 2 та 3» (`1,2,3`), «1-4» and «з 3 по 5» (`1-4`, `3-5`).
///
/// @param value as it is kept
/// @param highest the greatest number
/// @param first the first word of the list
/// @param last the last word of the list
record NumberList(String value, int highest, int first, int last) {

  private static final String RANGE = "\\d{1,4}-\\d{1,4}";

  /// The list that begins with a word; null when that is no number.
  static @Nullable NumberList from(DetailText text, int at) {
    if (text.matches(at, RANGE)) {
      return range(text, at);
    }
    String number = text.number(at);
    if (number == null) {
      return null;
    }
    List<String> numbers = new ArrayList<>(List.of(number));
    int last = at;
    int next = following(text, last);
    while (next > 0 && !text.is("unit-end", next + 1) && text.word(next).number()) {
      if (isUntil(text, next - 1)) {
        return of(numbers.getFirst() + "-" + text.number(next), at, next);
      }
      numbers.add(String.valueOf(text.number(next)));
      last = next;
      next = following(text, last);
    }
    return of(String.join(",", numbers), at, last);
  }

  /// The list that ends with a word; null when that is no number.
  static @Nullable NumberList upTo(DetailText text, int at) {
    if (text.matches(at, RANGE)) {
      return range(text, at);
    }
    String number = text.number(at);
    if (number == null || text.isUsed(at)) {
      return null;
    }
    List<String> numbers = new ArrayList<>(List.of(number));
    int first = at;
    int before = preceding(text, first);
    while (before >= 0 && !text.isUsed(before) && text.number(before) != null) {
      if (isUntil(text, before + 1) && before + 2 == first) {
        return of(text.number(before) + "-" + number, before, at);
      }
      numbers.addFirst(String.valueOf(text.number(before)));
      first = before;
      before = preceding(text, first);
    }
    return of(String.join(",", numbers), first, at);
  }

  private static NumberList range(DetailText text, int at) {
    return of(text.word(at).lower(), at, at);
  }

  private static NumberList of(String value, int first, int last) {
    int highest = 0;
    for (String number : value.split("[,-]")) {
      highest = Math.max(highest, Integer.parseInt(number));
    }
    return new NumberList(value, highest, first, last);
  }

  /// The next number of a list, after a comma or a joining word; -1 when the list ends.
  private static int following(DetailText text, int at) {
    if (text.together(at, at + 1) && text.between(at, at + 1).strip().equals(",")) {
      return text.number(at + 1) == null ? -1 : at + 1;
    }
    boolean joined = text.is("list-joiner", at + 1) || isUntil(text, at + 1);
    return joined && text.together(at, at + 2) && text.number(at + 2) != null ? at + 2 : -1;
  }

  private static int preceding(DetailText text, int at) {
    if (text.together(at - 1, at)
        && text.between(at - 1, at).strip().equals(",")
        && text.number(at - 1) != null) {
      return at - 1;
    }
    boolean joined = text.is("list-joiner", at - 1) || isUntil(text, at - 1);
    return joined && text.together(at - 2, at) && text.number(at - 2) != null ? at - 2 : -1;
  }

  private static boolean isUntil(DetailText text, int at) {
    return text.is("until", at);
  }
}
