package ua.holos.nlp.details;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.understanding.Detail;
import ua.holos.bot.understanding.Expectation;
import ua.holos.nlp.phrase.Ordinals;
import ua.holos.nlp.phrase.PhraseRules;
import ua.holos.nlp.phrase.Utterance;
import ua.holos.nlp.phrase.Word;

/// Reads the details that service categories ask for: entrance, route, stop, since when and others.
/// Numbers come out as digits, times and places in the person's own words. Thread safe.
public final class DetailReader {

  private final PhraseRules rules = PhraseRules.load(DetailReader.class, "details.rules");

  /// The details that a text names; the first mention of each counts.
  ///
  /// @param expected what was asked: with `ENTRANCE` a bare «3» or «третій» is the entrance
  public Map<Detail, String> read(Utterance utterance, Expectation expected) {
    if (utterance.size() == 0) {
      return Map.of();
    }
    return new DetailReading(utterance, rules.read(utterance), expected).details();
  }

  private static final class DetailReading {
    private static final int HIGHEST_ENTRANCE = 40;
    private static final int HIGHEST_FLOOR = 60;
    private static final int HIGHEST_FLAT = 3_000;
    private static final int SHORTEST_ACCOUNT = 5;
    private static final int SHORTEST_APPEAL_NUMBER = 4;
    private static final int LONGEST_NAME = 4;

    private final Utterance utterance;
    private final PhraseRules.Reading reading;
    private final Expectation expected;
    private final Map<Detail, String> found = new LinkedHashMap<>();
    private final Map<Integer, Boolean> used = new HashMap<>();

    DetailReading(Utterance utterance, PhraseRules.Reading reading, Expectation expected) {
      this.utterance = utterance;
      this.reading = reading;
      this.expected = expected;
    }

    Map<Detail, String> details() {
      appealNumber();
      account();
      route();
      lampPost();
      institution();
      units();
      since();
      frequency();
      stop();
      landmark();
      if (expected == Expectation.ENTRANCE && utterance.size() <= 4) {
        bareEntrance();
      }
      return Map.copyOf(found);
    }

    private void put(Detail detail, @Nullable String value) {
      if (value != null && !value.isBlank()) {
        found.putIfAbsent(detail, value.strip());
      }
    }

    private boolean is(String concept, int at) {
      return at >= 0 && at < utterance.size() && reading.is(concept, at);
    }

    private boolean sameSentence(int a, int b) {
      return utterance.word(a).sentence() == utterance.word(b).sentence();
    }

    /// A number in digits («3», «3-й», «3й») or in words («третій»); null when the word is none.
    private @Nullable String digits(int at) {
      if (at < 0 || at >= utterance.size()) {
        return null;
      }
      Word word = utterance.word(at);
      if (word.number()) {
        return leadingDigits(word.lower());
      }
      OptionalInt ordinal = Ordinals.of(word);
      return ordinal.isPresent() ? Integer.toString(ordinal.getAsInt()) : null;
    }

    private static @Nullable String leadingDigits(String number) {
      int end = 0;
      while (end < number.length() && Character.isDigit(number.charAt(end))) {
        end++;
      }
      boolean ordinal = number.length() - end <= 3;
      return end > 0 && end <= 4 && ordinal ? number.substring(0, end) : null;
    }

    // --- entrance, floor, flat -------------------------------------------------------------------

    private void units() {
      for (int at = 0; at < utterance.size(); at++) {
        if (is("entrance", at)) {
          unit(Detail.ENTRANCE, at, HIGHEST_ENTRANCE);
        } else if (is("floor", at)) {
          unit(Detail.FLOOR, at, HIGHEST_FLOOR);
        } else if (is("flat", at)) {
          unit(Detail.APARTMENT, at, HIGHEST_FLAT);
        }
      }
    }

    private void unit(Detail detail, int at, int highest) {
      int after = is("number-word", at + 1) ? at + 2 : at + 1;
      String next = after < utterance.size() && sameSentence(at, after) ? digits(after) : null;
      boolean before = at > 0 && sameSentence(at - 1, at) && !used.containsKey(at - 1);
      String previous = before && !detail.equals(Detail.APARTMENT) ? digits(at - 1) : null;
      boolean nextIsOfAnother = next != null && isUnit(after + 1) && digits(after + 2) == null;
      boolean takesNext = next != null && (previous == null || !nextIsOfAnother);
      String value = takesNext ? next : previous;
      if (value == null || Integer.parseInt(value) > highest || Integer.parseInt(value) < 1) {
        return;
      }
      int place = takesNext ? after : at - 1;
      used.put(place, true);
      put(detail, takesNext && detail.equals(Detail.ENTRANCE) ? list(value, place) : value);
    }

    private boolean isUnit(int at) {
      return is("unit-end", at);
    }

    /// «під'їзди 1, 2 та 3» names three, «під'їзди 1-4» a range.
    private String list(String first, int at) {
      String number = utterance.word(at).lower();
      if (number.matches("\\d{1,2}-\\d{1,2}")) {
        return number;
      }
      StringBuilder list = new StringBuilder(first);
      int from = at;
      for (int next = at + 1; next < utterance.size() && next <= from + 2; next++) {
        Word word = utterance.word(next);
        boolean number2 = word.number() && word.lower().matches("\\d{1,2}") && !isUnit(next + 1);
        boolean joined = onlyBetween(next - 1, next) || next == from + 2;
        if (number2 && joined) {
          list.append(',').append(word.lower());
          used.put(next, true);
          from = next;
        } else if (!is("breaker", next)) {
          break;
        }
      }
      return list.toString();
    }

    private boolean onlyBetween(int a, int b) {
      String between =
          utterance.text().substring(utterance.word(a).end(), utterance.word(b).start());
      return between.strip().equals(",");
    }

    private void bareEntrance() {
      for (int at = 0; at < utterance.size(); at++) {
        String value = digits(at);
        if (value != null && Integer.parseInt(value) <= HIGHEST_ENTRANCE) {
          put(Detail.ENTRANCE, value);
          return;
        }
      }
    }

    // --- transport -------------------------------------------------------------------------------

    private static final Map<String, String> TRANSPORT =
        Map.of(
            "bus", "автобус",
            "trolleybus", "тролейбус",
            "tram", "трамвай",
            "minibus", "маршрутка",
            "route-word", "маршрут");

    private void route() {
      for (int at = 0; at < utterance.size() && !found.containsKey(Detail.ROUTE); at++) {
        for (Map.Entry<String, String> kind : TRANSPORT.entrySet()) {
          if (is(kind.getKey(), at)) {
            String number = routeNumber(at);
            if (number != null) {
              put(Detail.ROUTE, kind.getValue() + " " + number);
            }
          }
        }
      }
    }

    private @Nullable String routeNumber(int at) {
      int after = at + 1;
      while (is("number-word", after)
          || is("bus", after)
          || is("minibus", after)
          || is("route-word", after)
          || isTaxi(after)) {
        after++;
      }
      if (isRouteNumber(after) && !is("day-unit", after + 1)) {
        used.put(after, true);
        return utterance.word(after).lower();
      }
      if (isRouteNumber(at - 1) && !used.containsKey(at - 1)) {
        used.put(at - 1, true);
        return leadingDigits(utterance.word(at - 1).lower()) == null
            ? utterance.word(at - 1).lower()
            : trimmedOrdinal(utterance.word(at - 1).lower());
      }
      return null;
    }

    private boolean isTaxi(int at) {
      return at < utterance.size() && utterance.word(at).folded().startsWith("такс");
    }

    /// «24-й автобус» is number 24, «24а» stays.
    private static String trimmedOrdinal(String number) {
      return number.replaceFirst("^(\\d+)-?(?:й|ий|и|ка|ом|м|му|го|ого|я|та)$", "$1");
    }

    private boolean isRouteNumber(int at) {
      return at >= 0
          && at < utterance.size()
          && utterance.word(at).lower().matches("\\d{1,3}(?:-?[а-яіїє]{1,3})?");
    }

    private void stop() {
      for (int at : reading.positions("stop")) {
        String name = nameAfter(at);
        if (name != null) {
          put(Detail.STOP, name);
          return;
        }
      }
    }

    /// The name after a word, quoted or not: «зупинка "Політех"», «на зупинці контрактова площа».
    private @Nullable String nameAfter(int at) {
      int first = at + 1;
      if (first >= utterance.size() || !sameSentence(at, first)) {
        return null;
      }
      String quoted = quotedAfter(utterance.word(at).end());
      if (quoted != null) {
        return quoted;
      }
      while (first < utterance.size() && isTransport(first)) {
        return null;
      }
      int last = at;
      for (int next = first;
          next < utterance.size() && next < first + LONGEST_NAME && sameSentence(at, next);
          next++) {
        boolean separated = next > first && hasPunctuation(next - 1, next);
        if (is("breaker", next) || is("near", next) || separated || utterance.word(next).number()) {
          break;
        }
        last = next;
      }
      if (last == at) {
        return null;
      }
      boolean written = utterance.word(first).capital() || last - at <= 3;
      return written ? utterance.written(first, last) : null;
    }

    private boolean isTransport(int at) {
      return is("bus", at) || is("trolleybus", at) || is("tram", at) || is("minibus", at);
    }

    private boolean hasPunctuation(int a, int b) {
      String between =
          utterance.text().substring(utterance.word(a).end(), utterance.word(b).start());
      return between.chars().anyMatch(c -> ",.;:!?()\n«»\"“”—–".indexOf(c) >= 0);
    }

    private @Nullable String quotedAfter(int end) {
      String text = utterance.text();
      int open = end;
      while (open < text.length() && (text.charAt(open) == ' ' || text.charAt(open) == ':')) {
        open++;
      }
      if (open >= text.length() || "«\"“„”'".indexOf(text.charAt(open)) < 0) {
        return null;
      }
      for (int close = open + 1; close < text.length() && close < open + 60; close++) {
        if ("»\"“”'".indexOf(text.charAt(close)) >= 0 && close > open + 2) {
          return text.substring(open + 1, close);
        }
      }
      return null;
    }

    private void lampPost() {
      for (int at = 0; at < utterance.size(); at++) {
        boolean post = is("post", at);
        if (!post && !is("lamp", at)) {
          continue;
        }
        boolean named = is("number-word", at + 1);
        int place = named ? at + 2 : at + 1;
        if (place >= utterance.size() || !utterance.word(place).number()) {
          continue;
        }
        boolean marked = named || markedNumber(at, place);
        if ((post || marked) && !is("day-unit", place + 1)) {
          used.put(place, true);
          put(Detail.LAMP_POST, written(place));
        }
      }
    }

    private boolean markedNumber(int a, int b) {
      String between =
          utterance.text().substring(utterance.word(a).end(), utterance.word(b).start());
      return between.indexOf('№') >= 0 || between.indexOf('#') >= 0;
    }

    private String written(int at) {
      return utterance.written(at, at);
    }

    // --- time ------------------------------------------------------------------------------------

    private void since() {
      for (int at = 0; at < utterance.size() && !found.containsKey(Detail.SINCE); at++) {
        if (is("from", at) && at + 1 < utterance.size() && sameSentence(at, at + 1)) {
          put(Detail.SINCE, sinceMoment(at));
        } else if (is("day-unit", at)) {
          put(Detail.SINCE, duration(at));
        }
      }
    }

    /// «з понеділка», «со вчера», «з 15 травня», «с 12.05», «з минулого тижня», «з самого ранку».
    private @Nullable String sinceMoment(int at) {
      int next = at + 1;
      if (utterance.word(next).folded().startsWith("сам")) {
        next++;
      }
      if (next >= utterance.size()) {
        return null;
      }
      int last = -1;
      if (is("moment", next)) {
        last = is("moment", next + 1) ? next + 1 : next;
      } else if (utterance.word(next).number()) {
        boolean date =
            utterance.word(next).lower().matches("\\d{1,2}\\.\\d{1,2}(?:\\.\\d{2,4})?[а-яіїєр]*");
        boolean year = utterance.word(next).lower().matches("(?:19|20)\\d\\d");
        if (is("month", next + 1)) {
          last = next + 1;
        } else if (date || (year && is("year-word", next + 1))) {
          last = date ? next : next + 1;
        }
      } else if (digits(next) != null && is("moment", next + 1)) {
        last = next + 1;
      }
      return last < 0 || !sameSentence(at, last) ? null : utterance.written(at, last);
    }

    /// «третій день», «вже тиждень», «протягом трьох місяців», «5 днів».
    private @Nullable String duration(int at) {
      int first = at;
      boolean counted = false;
      if (at > 0 && sameSentence(at - 1, at)) {
        if (digits(at - 1) != null || isCardinal(at - 1)) {
          first = at - 1;
          counted = true;
        }
      }
      boolean already = first > 0 && is("already", first - 1) && sameSentence(first - 1, first);
      boolean back = at + 1 < utterance.size() && isAgo(at + 1);
      if (back || (!counted && !already) || is("per", first - 1) || is("times", first - 1)) {
        return null;
      }
      boolean ordinalDay = counted && utterance.word(first).number() && !already && isDate(at);
      return ordinalDay || used.containsKey(first) ? null : utterance.written(first, at);
    }

    private boolean isAgo(int at) {
      String word = utterance.word(at).folded();
      return word.equals("тому") || word.equals("назад");
    }

    /// «1 год 2 мес», «100 лет» of a house are no duration; a clock time «о 5 годині» neither.
    private boolean isDate(int at) {
      return utterance.word(at).folded().startsWith("годин")
          || utterance.word(at).folded().equals("час");
    }

    private boolean isCardinal(int at) {
      String word = utterance.word(at).folded();
      return switch (word) {
        case "два",
            "дви",
            "двух",
            "двох",
            "три",
            "трох",
            "трех",
            "чотири",
            "четире",
            "пят",
            "шист",
            "шест",
            "сим",
            "сем",
            "десят",
            "килка",
            "несколко",
            "декилка",
            "пару",
            "пол",
            "пив" ->
            true;
        default -> false;
      };
    }

    private void frequency() {
      int[] places = reading.positions("often");
      if (places.length > 0) {
        int end = reading.covered("often").nextClearBit(places[0]) - 1;
        put(Detail.FREQUENCY, utterance.written(places[0], Math.max(end, places[0])));
        return;
      }
      for (int at : reading.positions("times")) {
        boolean unit = is("per", at + 1) && is("day-unit", at + 2) || is("day-unit", at + 1);
        if (unit) {
          boolean counted = at > 0 && (digits(at - 1) != null || isCardinal(at - 1));
          int last = is("day-unit", at + 1) ? at + 1 : at + 2;
          put(Detail.FREQUENCY, utterance.written(counted ? at - 1 : at, last));
          return;
        }
      }
    }

    // --- places ----------------------------------------------------------------------------------

    private void institution() {
      for (int at : reading.positions("institution")) {
        int number = is("number-word", at + 1) ? at + 2 : at + 1;
        boolean numbered =
            number < utterance.size()
                && utterance.word(number).lower().matches("\\d{1,4}")
                && sameSentence(at, number)
                && !is("day-unit", number + 1);
        if (numbered) {
          used.put(number, true);
          put(Detail.INSTITUTION, utterance.written(at, number));
          return;
        }
        boolean before =
            at > 0 && utterance.word(at - 1).lower().matches("\\d{2,4}-?[а-яіїє]{0,3}");
        if (before && !used.containsKey(at - 1)) {
          put(Detail.INSTITUTION, utterance.written(at - 1, at));
          return;
        }
        String quoted = quotedAfter(utterance.word(at).end());
        if (quoted != null) {
          put(Detail.INSTITUTION, written(at) + " «" + quoted + "»");
          return;
        }
      }
    }

    private void landmark() {
      for (int at = 0; at < utterance.size() && !found.containsKey(Detail.LANDMARK); at++) {
        if (is("crossing", at)) {
          put(Detail.LANDMARK, place(at, at + 1, 6, true));
        } else if (is("near", at)) {
          int first = is("near-link", at + 1) ? at + 2 : at + 1;
          if (first < utterance.size() && !is("not-a-landmark", first) && sameSentence(at, first)) {
            put(Detail.LANDMARK, place(at, first, LONGEST_NAME, false));
          }
        }
      }
    }

    /// From the word at `at` to where the place's name ends.
    private @Nullable String place(int at, int first, int longest, boolean crossing) {
      int last = at;
      for (int next = first;
          next < utterance.size() && next < first + longest && sameSentence(at, next);
          next++) {
        boolean joins = crossing && isJoining(next);
        if (hasPunctuation(next - 1, next) && next > first && !abbreviated(next - 1)) {
          break;
        }
        if (is("breaker", next) && !joins) {
          break;
        }
        if (!joins) {
          last = next;
        }
      }
      return last == at ? null : utterance.written(at, last);
    }

    private boolean abbreviated(int at) {
      Word word = utterance.word(at);
      return word.end() < utterance.text().length()
          && utterance.text().charAt(word.end()) == '.'
          && word.lower().length() <= 4;
    }

    private boolean isJoining(int at) {
      return switch (utterance.word(at).lower()) {
        case "і", "та", "й", "и", "з", "с", "вул", "ул" -> true;
        default -> false;
      };
    }

    // --- numbers of accounts and appeals ---------------------------------------------------------

    private void account() {
      for (int at = 0; at < utterance.size(); at++) {
        boolean account = is("account-word", at) && (is("account-kind", at - 1) || longNumber(at));
        if (account || (is("account-kind", at) && !is("account-word", at + 1))) {
          int place = is("number-word", at + 1) ? at + 2 : at + 1;
          if (place < utterance.size() && digitsOf(place) >= SHORTEST_ACCOUNT) {
            used.put(place, true);
            put(Detail.ACCOUNT, written(place));
            return;
          }
        }
      }
    }

    private boolean longNumber(int at) {
      return at + 1 < utterance.size() && digitsOf(at + 1) >= 7
          || at + 2 < utterance.size() && is("number-word", at + 1) && digitsOf(at + 2) >= 7;
    }

    private int digitsOf(int at) {
      Word word = utterance.word(at);
      return word.number() ? (int) word.lower().chars().filter(Character::isDigit).count() : 0;
    }

    private void appealNumber() {
      for (int at = 0; at < utterance.size(); at++) {
        Word word = utterance.word(at);
        if (!word.number()) {
          continue;
        }
        boolean coded = word.lower().matches("\\d{1,2}-\\d{4,8}");
        boolean plain = word.lower().matches("\\d{" + SHORTEST_APPEAL_NUMBER + ",10}");
        if (coded || (plain && namedAsAppeal(at)) || (plain && lettered(at))) {
          used.put(at, true);
          put(Detail.APPEAL_NUMBER, lettered(at) ? utterance.written(at - 1, at) : written(at));
          return;
        }
      }
    }

    private boolean namedAsAppeal(int at) {
      for (int before = at - 1; before >= 0 && before >= at - 3; before--) {
        if (!sameSentence(before, at) || is("house", before) || is("account-word", before)) {
          return false;
        }
        if (is("appeal", before)) {
          return true;
        }
      }
      return is("appeal", at + 1);
    }

    /// «К-17327»: a letter, a hyphen, and the number.
    private boolean lettered(int at) {
      if (at == 0) {
        return false;
      }
      Word before = utterance.word(at - 1);
      boolean hyphen =
          utterance.word(at).start() == before.end() + 1
              && utterance.text().charAt(before.end()) == '-';
      return hyphen && before.capital() && before.lower().length() <= 2;
    }
  }
}
