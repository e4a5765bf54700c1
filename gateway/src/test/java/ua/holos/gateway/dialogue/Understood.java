package ua.holos.gateway.dialogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.address.Street;
import ua.holos.bot.understanding.AddressMention;
import ua.holos.bot.understanding.CategoryGuess;
import ua.holos.bot.understanding.Detail;
import ua.holos.bot.understanding.EmergencyService;
import ua.holos.bot.understanding.Intent;
import ua.holos.bot.understanding.Language;
import ua.holos.bot.understanding.Part;
import ua.holos.bot.understanding.Understanding;

/// The short form of an understanding in a dialogue file.
///
/// ```yaml
/// understood:
///   intent: complaint            # complaint when a category is named, else other
///   category: hot-water          # certain
///   likely: [roads, excavation]  # not certain
///   at: {street: Хрещатик, house: "25"}   # or a list; type, district, entrance, apartment,
///                                         # known: false, among: [districts], near: [names]
///   details: {entrance: "3"}
///   emergency: gas-104
///   unsure: fire-101                       # a danger that the words may tell of
///   about-bot: true                        # complains of the bot
///   topic: tariffs
///   parts: [{text: немає води, category: hot-water}]
/// ```
final class Understood {
  private Understood() {}

  static Understanding read(String text, @Nullable Object yaml) {
    if (yaml == null) {
      return Understanding.NOTHING;
    }
    Map<?, ?> map = (Map<?, ?>) yaml;
    Object category = map.get("category");
    List<CategoryGuess> guesses = new ArrayList<>();
    if (category != null) {
      guesses.add(new CategoryGuess(category.toString(), 0.95));
    }
    for (Object likely : list(map.get("likely"))) {
      guesses.add(new CategoryGuess(likely.toString(), 0.3));
    }
    boolean parts = map.get("parts") != null;
    String usual = parts ? "several-problems" : category == null ? "other" : "complaint";
    Object intent = map.get("intent");
    Map<Detail, String> details = new HashMap<>();
    if (map.get("details") instanceof Map<?, ?> named) {
      named.forEach((code, value) -> details.put(new Detail(code.toString()), value.toString()));
    }
    Object emergency = map.get("emergency");
    Object unsure = map.get("unsure");
    return new Understanding(
        Language.UKRAINIAN,
        new Intent(intent == null ? usual : intent.toString()),
        0.9,
        emergency == null ? null : new EmergencyService(emergency.toString()),
        guesses,
        category != null,
        list(map.get("at")).stream().map(one -> mention(text, (Map<?, ?>) one)).toList(),
        details,
        list(map.get("parts")).stream().map(one -> part(text, (Map<?, ?>) one)).toList(),
        string(map.get("topic")),
        unsure == null ? null : new EmergencyService(unsure.toString()),
        Boolean.TRUE.equals(map.get("about-bot")));
  }

  static AddressMention mention(String text, Map<?, ?> map) {
    String name = string(map.get("street"));
    String type = map.containsKey("type") ? map.get("type").toString() : "вулиця";
    List<Street> streets = new ArrayList<>();
    if (name != null && !map.containsKey("near")) {
      List<?> among = list(map.get("among"));
      if (among.isEmpty()) {
        String district = map.containsKey("district") ? map.get("district").toString() : "";
        streets.add(street(type, name, district));
      }
      among.forEach(district -> streets.add(street(type, name, district.toString())));
    }
    String written = map.containsKey("written") ? string(map.get("written")) : name;
    int start = written == null ? 0 : Math.clamp(text.indexOf(written), 0, text.length());
    Object near = map.get("near");
    return new AddressMention(
        text.codePointCount(0, start),
        text.codePointCount(
            0, written == null ? text.length() : Math.min(text.length(), start + written.length())),
        written,
        streets,
        list(near).stream().map(one -> street("вулиця", one.toString(), "")).toList(),
        string(map.get("house")),
        string(map.get("building")),
        string(map.get("entrance")),
        string(map.get("apartment")),
        !Boolean.FALSE.equals(map.get("known")),
        0.95,
        !Boolean.FALSE.equals(map.get("primary")));
  }

  private static Street street(String type, String name, String district) {
    return new Street("id-" + (name + district).hashCode(), type, name, district);
  }

  private static Part part(String text, Map<?, ?> map) {
    String words = need(map, "text");
    int start = text.indexOf(words);
    if (start < 0) {
      throw new IllegalArgumentException("a part that the text doesn't contain: " + words);
    }
    List<CategoryGuess> guesses = new ArrayList<>();
    if (map.get("category") != null) {
      guesses.add(new CategoryGuess(map.get("category").toString(), 0.95));
    }
    list(map.get("likely")).forEach(l -> guesses.add(new CategoryGuess(l.toString(), 0.3)));
    return new Part(
        text.codePointCount(0, start),
        text.codePointCount(0, start + words.length()),
        guesses,
        map.get("category") != null);
  }

  static List<?> list(@Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    return value instanceof List<?> list ? list : List.of(value);
  }

  private static @Nullable String string(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  /// A value that a dialogue file must have.
  static String need(Map<?, ?> map, String key) {
    Object value = map.get(key);
    if (value == null) {
      throw new IllegalArgumentException("'" + key + "' is missing in " + map);
    }
    return value.toString();
  }
}
