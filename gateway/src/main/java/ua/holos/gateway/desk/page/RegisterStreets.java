package ua.holos.gateway.desk.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.address.Street;
import ua.holos.bot.form.Point;
import ua.holos.bot.understanding.AddressMention;
import ua.holos.bot.understanding.Expectation;
import ua.holos.nlp.HolosUnderstander;

/// The street register that messages are read with: by the letters of the official name, and, as in
/// messages, by old and Russian names and with typing errors.
final class RegisterStreets implements StreetBook {
  private static final int MOST = 8;
  private static final int LONGEST = 80;

  private final HolosUnderstander understander;
  private final Map<String, Street> byId;

  RegisterStreets(HolosUnderstander understander) {
    this.understander = understander;
    this.byId =
        understander.streets().stream()
            .collect(
                Collectors.toMap(
                    Street::id, Function.identity(), (one, _) -> one, LinkedHashMap::new));
  }

  @Override
  public List<Street> search(String typed) {
    String wanted = typed.strip();
    if (wanted.isEmpty() || wanted.length() > LONGEST) {
      return List.of();
    }
    String letters = folded(wanted);
    Stream<Street> beginning =
        byId.values().stream().filter(one -> folded(one.name()).startsWith(letters));
    Stream<Street> within =
        byId.values().stream().filter(one -> folded(one.officialName()).contains(letters));
    List<AddressMention> read = understander.understand(wanted, Expectation.STREET).addresses();
    Stream<Street> understood = read.stream().map(AddressMention::streets).flatMap(List::stream);
    Stream<Street> near = read.stream().map(AddressMention::suggestions).flatMap(List::stream);
    return Stream.of(beginning, understood, within, near)
        .flatMap(Function.identity())
        .distinct()
        .limit(MOST)
        .toList();
  }

  @Override
  public @Nullable Street find(String id, String name) {
    Street known = byId.get(id);
    if (known != null && known.officialName().equals(name.strip())) {
      return known;
    }
    String wanted = folded(name.strip());
    List<Street> same =
        byId.values().stream().filter(one -> folded(one.officialName()).equals(wanted)).toList();
    return same.size() == 1 ? same.getFirst() : null;
  }

  @Override
  public @Nullable Point point(Street street, @Nullable String house) {
    return understander.point(street, house);
  }

  /// All apostrophes are one.
  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT).replace('’', '\'').replace('ʼ', '\'');
  }
}
