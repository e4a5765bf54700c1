package ua.holos.nlp.address;

import java.util.List;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.understanding.Expectation;
import ua.holos.nlp.address.AddressPart.StreetPart;
import ua.holos.nlp.address.NameIndex.Hit;
import ua.holos.nlp.address.StreetMatcher.Match;

/// Finds the streets that a text names. With a type word the name may be misspelt or unknown;
/// without one the surroundings must show that a street is meant, because half of the language is
/// somebody's street.
final class StreetReader {
  private static final int SHORT_ANSWER = 12;

  private final Tokens tokens;
  private final StreetRegister register;
  private final StreetMatcher matcher;
  private final HouseReader houses;
  private final Surroundings around;
  private final TypedStreets typed;
  private final UntypedStreets untyped;

  StreetReader(Tokens tokens, StreetRegister register, HouseReader houses, Expectation expected) {
    this.tokens = tokens;
    this.register = register;
    this.matcher = new StreetMatcher(tokens, register);
    this.houses = houses;
    this.around = new Surroundings(tokens);
    boolean asked =
        (expected == Expectation.STREET || expected == Expectation.HOUSE)
            && tokens.size() <= SHORT_ANSWER;
    this.typed = new TypedStreets(tokens, register, matcher, houses, around, asked);
    this.untyped = new UntypedStreets(tokens, register, matcher, houses, around, asked);
  }

  Surroundings surroundings() {
    return around;
  }

  /// The street whose type word or name starts at a token, null when none does.
  ///
  /// @param free first token that no earlier part has taken
  @Nullable StreetPart at(int i, int free) {
    var type = register.types().at(tokens, i);
    if (type != null) {
      var found = typed.at(i, type, free);
      if (found == null || found.hits().isEmpty()) {
        // «Набережна Стиру»: the type word is a part of the name
        var whole = matcher.exact(i);
        if (whole != null && whole.words() > 1) {
          return new StreetPart(i, whole.to(), i, whole.to(), List.of(), whole.hits(), 0, false);
        }
      }
      if (found != null) {
        return around.isStopName(i) && houses.afterStreet(found.to()) == null ? null : found;
      }
    }
    return untyped.at(i);
  }

  /// Whether a name whose first word is a number starts at a token: «40 лет Октября», «9 травня».
  boolean isNumberedName(int i) {
    if (!tokens.at(i).isNumber()) {
      return false;
    }
    var match = matcher.exact(i);
    return match != null && match.words() > 1 && houses.afterStreet(match.to()) != null;
  }

  /// The street that continues a list: «вулиць Салютна та Туполева», «перетин А та Б».
  ///
  /// @param before the street before it in the list
  @Nullable StreetPart continuing(int i, StreetPart before) {
    var match = matcher.exact(i);
    if (match == null || around.isSomethingElseAfter(match.to())) {
      return null;
    }
    // «вулиці Садова-Лісова»: both are streets; «на розі Садової-Лісової»
    boolean typed = !before.types().isEmpty() && tokens.at(i).isCapitalised();
    boolean pair = tokens.at(i - 1).isHyphen() && (typed || around.isAtCrossing(before.from()));
    if (!pair && around.isPieceOfCompound(i, match.to())) {
      return null;
    }
    boolean ordinary = match.words() == 1 && OrdinaryWords.isOrdinary(tokens.at(i).folded());
    if (ordinary && tokens.at(i - 1).is(',') && houses.afterStreet(match.to()) == null) {
      return null;
    }
    if (isSmall(i, match) && !(before.plural() && !ordinary && isOfType(match, before.types()))) {
      return null;
    }
    int to = around.skipQuotes(match.to());
    var type = register.types().at(tokens, to);
    if (type != null && untyped.belongsBefore(type, match)) {
      return new StreetPart(
          i, type.next(), i, match.to(), type.form().types(), match.hits(), match.errors(), false);
    }
    var types = before.types();
    return new StreetPart(
        i, match.to(), i, match.to(), types, match.hits(), match.errors(), before.plural());
  }

  private boolean isSmall(int i, Match match) {
    return match.words() == 1
        && !tokens.at(i).isCapitalised()
        && (around.isCased() || OrdinaryWords.isOrdinary(tokens.at(i).folded()));
  }

  private boolean isOfType(Match match, List<String> types) {
    return !ofType(register, match.hits(), types).isEmpty();
  }

  static List<Hit> ofType(StreetRegister register, List<Hit> hits, List<String> types) {
    return hits.stream()
        .filter(hit -> types.contains(register.street(hit.street()).type()))
        .toList();
  }
}
