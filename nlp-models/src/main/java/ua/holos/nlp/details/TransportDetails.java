package ua.holos.nlp.details;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.understanding.Detail;
import ua.holos.nlp.phrase.Ordinals;

/// Reads route and stop: «маршрутка №505», «24-й автобус», «на зупинці "Політех"».
final class TransportDetails {

  private static final int LONGEST_NAME = 4;

  /// Words of a message that may be written without capitals.
  private static final int LONGEST_CHAT = 12;

  /// «перший автобус» and «другий автобус» may as well be the first and the second that came.
  private static final int LOWEST_ORDINAL = 3;

  private static final String NUMBER = "\\d{1,3}(?:-?[а-яіїє]{1,3})?";

  /// In this order: were a word of two kinds, the same one is taken in every run.
  private static final List<Map.Entry<String, String>> KINDS =
      List.of(
          Map.entry("bus", "автобус"),
          Map.entry("trolleybus", "тролейбус"),
          Map.entry("tram", "трамвай"),
          Map.entry("minibus", "маршрутка"),
          Map.entry("route-word", "маршрут"));

  private final DetailText text;
  private final FoundDetails found;

  TransportDetails(DetailText text, FoundDetails found) {
    this.text = text;
    this.found = found;
  }

  void readRoute() {
    String general = null;
    for (int at = 0; at < text.size() && !found.has(Detail.ROUTE); at++) {
      String kind = kind(at);
      String number = kind == null ? busSign(at) : routeNumber(at);
      if (number != null && "маршрут".equals(kind)) {
        general = general == null ? vehicleBefore(at) + " " + number : general;
      } else if (number != null) {
        found.put(Detail.ROUTE, (kind == null ? "автобус" : kind) + " " + number);
      }
    }
    found.put(Detail.ROUTE, general);
  }

  private @Nullable String kind(int at) {
    for (Map.Entry<String, String> kind : KINDS) {
      if (text.is(kind.getKey(), at)) {
        return kind.getValue();
      }
    }
    return null;
  }

  /// «рейсовий автобус маршруту 18» is a bus.
  private String vehicleBefore(int at) {
    String before = at == 0 ? null : kind(at - 1);
    return before == null ? "маршрут" : before;
  }

  /// «А62» on the front of a Kyiv bus, where the text is about riding.
  private @Nullable String busSign(int at) {
    boolean sign = text.word(at).capital() && text.matches(at, "[аa]\\d{1,3}");
    return sign && text.holds("goes") ? text.word(at).lower().substring(1) : null;
  }

  private @Nullable String routeNumber(int at) {
    int after = at + 1;
    while (text.is("number-word", after)
        || text.is("bus", after)
        || text.is("minibus", after)
        || text.is("route-word", after)
        || text.is("taxi", after)) {
      after++;
    }
    if (isNumber(after) && !text.is("day-unit", after + 1)) {
      text.use(after);
      return plain(text.word(after).lower());
    }
    int before = at - 1;
    if (text.isUsed(before)) {
      return null;
    }
    if (isNumber(before)) {
      text.use(before);
      return plain(text.word(before).lower());
    }
    OptionalInt ordinal = text.has(before) ? Ordinals.of(text.word(before)) : OptionalInt.empty();
    return ordinal.isPresent() && ordinal.getAsInt() >= LOWEST_ORDINAL
        ? Integer.toString(ordinal.getAsInt())
        : null;
  }

  private boolean isNumber(int at) {
    return text.matches(at, NUMBER);
  }

  /// «24-й автобус» and «505-та маршрутка» are numbers 24 and 505, «7-а» after the word is 7а.
  private static String plain(String number) {
    return number
        .toLowerCase(Locale.ROOT)
        .replaceFirst("^(\\d+)-?(?:й|ий|и|ка|ом|м|му|го|ого|я|та|ту|тої|ку)$", "$1")
        .replace("-", "");
  }

  void readStop() {
    for (int at : text.positions("stop")) {
      String name = nameAfter(at);
      if (name != null) {
        found.put(Detail.STOP, name);
        return;
      }
    }
  }

  /// The name after a word, quoted or not: «зупинка "Політех"», «на зупинці контрактова площа».
  private @Nullable String nameAfter(int at) {
    int first = at + 1;
    while (text.together(at, first) && text.is("stop-generic", first)) {
      first++;
    }
    String quoted = text.quotedAfter(first - 1);
    if (!text.together(at, first)) {
      return quoted;
    }
    if (quoted != null) {
      return quoted;
    }
    if (!beginsName(first)) {
      return null;
    }
    String kind = kind(first);
    if (kind != null && !kind.equals("маршрут")) {
      return null;
    }
    int last = at;
    for (int next = first;
        next < first + LONGEST_NAME && text.together(at, next) && !endsName(first, next);
        next++) {
      last = next;
    }
    return last == at ? null : text.written(first, last);
  }

  /// A name has a capital or is a place by itself; in a short message people do without capitals.
  private boolean beginsName(int first) {
    boolean letters = Character.isLetter(text.word(first).lower().charAt(0));
    return letters
        && (text.word(first).capital()
            || text.is("stop-noun", first) && text.has(first + 1) && text.word(first + 1).capital()
            || text.size() <= LONGEST_CHAT && !text.writesNamesWithCapitals());
  }

  private boolean endsName(int first, int next) {
    boolean separated =
        next > first && text.punctuated(next - 1, next) && !text.abbreviated(next - 1);
    boolean ordinary =
        next > first
            && text.word(first).capital()
            && !text.word(next).capital()
            && !text.is("stop-noun", next);
    return separated
        || ordinary
        || text.is("breaker", next)
        || text.is("near", next)
        || text.word(next).number();
  }
}
