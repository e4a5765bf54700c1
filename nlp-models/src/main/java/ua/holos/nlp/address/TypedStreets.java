package ua.holos.nlp.address;

import java.util.List;
import org.jspecify.annotations.Nullable;
import ua.holos.nlp.address.AddressPart.StreetPart;
import ua.holos.nlp.address.NameIndex.Naming;
import ua.holos.nlp.address.StreetMatcher.Match;

/// Reads streets that have their type word («вул.», «проспекту»): before the name, or after a
/// misspelt one. The name may be misspelt or unknown to the register.
final class TypedStreets {
  private static final int LONGEST_UNKNOWN_NAME = 3;

  private final Tokens tokens;
  private final StreetRegister register;
  private final StreetMatcher matcher;
  private final HouseReader houses;
  private final Surroundings around;
  private final boolean asked;

  TypedStreets(
      Tokens tokens,
      StreetRegister register,
      StreetMatcher matcher,
      HouseReader houses,
      Surroundings around,
      boolean asked) {
    this.tokens = tokens;
    this.register = register;
    this.matcher = matcher;
    this.houses = houses;
    this.around = around;
    this.asked = asked;
  }

  /// The street whose type word stands at a token.
  ///
  /// @param free first token that no earlier part has taken
  @Nullable StreetPart at(int i, StreetTypes.Found first, int free) {
    var type = first;
    int name = nameAfter(type);
    var second = register.types().at(tokens, name);
    if (second != null && !type.form().loose() && matcher.exact(name) == null) {
      type = second;
      name = second.next();
    }
    if (tokens.at(name).newLine() && !type.form().abbreviated()) {
      return null;
    }
    var match = named(name, type.form());
    if (match != null) {
      return matched(i, type, name, match);
    }
    if (type.form().loose()) {
      return null;
    }
    var before = misspeltBefore(i, type, free);
    if (before != null) {
      return before;
    }
    boolean alone = type.form().plural() && !continues(name + 1);
    return !alone && isNameLike(name, type.form()) && isClearlyNamed(i, type, name)
        ? unknown(i, name, type.form())
        : null;
  }

  /// Signs between the type and the name: quotes, a colon, dots, the comma of «вул, Садова».
  private int nameAfter(StreetTypes.Found type) {
    int name = type.next();
    boolean abbreviated = type.form().abbreviated();
    while (tokens.at(name).isQuote() && !closesQuotation(name)
        || tokens.at(name).is(':')
        || abbreviated && (tokens.at(name).is('.') || tokens.at(name).is(','))) {
      name++;
    }
    // «на вулиці (Садовій)»
    if (tokens.at(name).is('(') && !type.form().loose()) {
      var inside = matcher.exact(name + 1);
      return inside != null && tokens.at(inside.to()).is(')') ? name + 1 : name;
    }
    return name;
  }

  /// «”Садова вулиця” Тут …»: the name is over.
  private boolean closesQuotation(int quote) {
    return !tokens.at(quote).spaced() && tokens.at(quote + 1).spaced();
  }

  private @Nullable Match named(int name, StreetTypes.Form form) {
    var exact = matcher.exact(name, form.types());
    boolean cut = exact != null && around.continuesInCompound(exact.to());
    if (exact != null && !cut || form.loose() || !isNameLike(name, form)) {
      return exact;
    }
    // «Набережно-Корчеватсякая»: the first half is no street of its own
    var forgiven = matcher.forgiving(name, 1, cut);
    if (exact == null && forgiven == null) {
      return surname(name);
    }
    return forgiven != null && (exact == null || forgiven.to() > exact.to()) ? forgiven : exact;
  }

  /// «вул. Олася Гончара»: a given name that nobody knows, before a surname that is there.
  private @Nullable Match surname(int name) {
    boolean twoNames =
        tokens.at(name).isCapitalised()
            && tokens.at(name + 1).isCapitalised()
            && !tokens.at(name + 1).newLine();
    var match = twoNames ? matcher.exact(name + 1) : null;
    boolean person =
        match != null
            && match.hits().stream()
                .anyMatch(
                    hit -> hit.naming() == Naming.SURNAME || hit.naming() == Naming.FORMER_SURNAME);
    return match != null && person
        ? new Match(name, match.to(), match.hits(), 1, match.words() + 1)
        : null;
  }

  private @Nullable StreetPart matched(int i, StreetTypes.Found type, int name, Match match) {
    var form = type.form();
    var hits = match.hits();
    if (form.loose()) {
      hits = StreetReader.ofType(register, hits, form.types());
      if (hits.isEmpty()) {
        return null;
      }
    }
    int to = around.skipQuotes(match.to());
    var after = register.types().at(tokens, to);
    // «по улице Лесной проспект»: the second type is the street's own
    if (after != null
        && !after.form().plural()
        && !after.form().loose()
        && !tokens.at(to).newLine()
        && !after.form().types().equals(form.types())
        && !StreetReader.ofType(register, hits, after.form().types()).isEmpty()
        && matcher.exact(after.next()) == null) {
      return new StreetPart(
          i, after.next(), name, match.to(), after.form().types(), hits, match.errors(), false);
    }
    boolean district =
        form.plural()
            || register.districts().contains(Spelling.stem(tokens.at(match.to() - 1).folded()));
    if (district && around.isDistrict(to)) {
      // «вулиць Подільського району»
      return null;
    }
    boolean house = houses.afterStreet(match.to()) != null;
    if (!house && match.errors() > 0 && around.isCased() && !tokens.at(name).isCapitalised()) {
      // «по вул. постійно стікає вода»
      return null;
    }
    if (!form.abbreviated() && !house && isEverydayUse(name, form, match)) {
      return null;
    }
    return form.plural() && !house && !continues(match.to()) && isNoName(name, match)
        ? null
        : new StreetPart(
            i, match.to(), name, match.to(), form.types(), hits, match.errors(), form.plural());
  }

  /// «на вулиці холодно», «по дорозі до школи»: an ordinary small word after the full type word.
  private boolean isEverydayUse(int name, StreetTypes.Form form, Match match) {
    boolean capital = tokens.at(name).isCapitalised() && !around.isShouted(name);
    if (match.words() > 1 || !around.isCased() || capital) {
      return false;
    }
    boolean onlyStreets =
        form.onlyStreets()
            && match.errors() == 0
            && !StreetReader.ofType(register, match.hits(), form.types()).isEmpty();
    return !onlyStreets
        && (OrdinaryWords.isOrdinary(tokens.at(name).folded()) || match.errors() > 0);
  }

  /// Whether a list of streets goes on.
  private boolean continues(int to) {
    var after = tokens.at(to);
    return after.is(',')
        || after.is('/')
        || after.isHyphen()
        || after.isWord() && AddressWords.AND.contains(after.folded());
  }

  /// «на вулицях Києва», «вулиці міста»: whose streets, not which.
  private boolean isNoName(int name, Match match) {
    if (match.errors() > 0) {
      return true;
    }
    if (tokens.at(name + 1).is('.')) {
      return Surroundings.isPlaceLetter(tokens.at(name).folded());
    }
    boolean proper =
        match.hits().stream().anyMatch(hit -> hit.naming().compareTo(Naming.FORMER_SURNAME) <= 0);
    return !proper || !tokens.at(name).isCapitalised() && around.isCased();
  }

  /// Whether what follows a type word looks like a name.
  private boolean isNameLike(int i, StreetTypes.Form form) {
    var token = tokens.at(i);
    if (token.isNumber()) {
      return false;
    }
    if (!token.isWord()
        || AddressWords.isHouse(token.folded())
        || AddressWords.isEntrance(token.folded())
        || AddressWords.FLAT.contains(token.folded())
        || AddressWords.AND.contains(token.folded())
        || AddressWords.GLUE.contains(token.folded())
        || AddressWords.BEFORE_HOUSE.contains(token.folded())
        || AddressWords.LEADING.containsKey(token.folded())
        || token.raw().length() < 3 && !tokens.at(i + 1).is('.')) {
      return false;
    }
    if (form.abbreviated()) {
      return true;
    }
    if (around.isCased() && token.isCapitalised()) {
      return !tokens.at(i - 1).is('.');
    }
    return houses.afterStreet(i + 1) != null || asked;
  }

  /// Whether an unknown name is surely a street's: «і пр. питань», «пер. заст.» are not.
  private boolean isClearlyNamed(int i, StreetTypes.Found type, int name) {
    var first = type.form().types().getFirst();
    boolean capital = tokens.at(name).isCapitalised();
    boolean house = houses.afterStreet(name + 1) != null;
    // «на цій вул. ярмарок», «на улице минус 9», «на улице СОВСЕМ»
    boolean asWord =
        OrdinaryWords.isOrdinary(tokens.at(name).folded())
            || around.isCased() && (!capital || around.isShouted(name));
    if (!asked && asWord && !(type.form().abbreviated() && house)) {
      return false;
    }
    // «на вулиці м. Київ»
    if (Surroundings.isPlaceLetter(tokens.at(name).folded())) {
      return false;
    }
    // «ПЛОЩА СТІН»
    if (first.equals("площа") && !around.isCased() && !house) {
      return false;
    }
    boolean isShort = tokens.at(i).raw().length() <= 2 && !tokens.at(i + 1).isHyphen();
    boolean clear = first.equals("вулиця") || first.equals("проспект") && !isShort;
    if (type.form().abbreviated()) {
      return clear || house && capital;
    }
    return first.equals("вулиця") || capital && !standsAfterItsName(first);
  }

  /// «Харківське шосе», «Андріївський узвіз»: what follows the word is no unknown name.
  private static boolean standsAfterItsName(String type) {
    return switch (type) {
      case "шосе", "набережна", "узвіз" -> true;
      default -> false;
    };
  }

  /// «Лесна проспект», «Кловскому узвозу»: a misspelt name before its type.
  private @Nullable StreetPart misspeltBefore(int i, StreetTypes.Found type, int free) {
    int last = i - 1;
    if (tokens.at(type.next()).is(':') && matcher.exact(type.next() + 1) != null) {
      return null;
    }
    if (last < free || !tokens.at(last).isWord() || !tokens.at(last).isCapitalised()) {
      return null;
    }
    int first = last - 1 >= free && tokens.at(last - 1).isCapitalised() ? last - 1 : last;
    for (int from = first; from <= last; from++) {
      var match = matcher.forgiving(from, 1, false);
      if (match != null && match.to() == i && !around.isStopName(from)) {
        var hits = StreetReader.ofType(register, match.hits(), type.form().types());
        if (!hits.isEmpty()) {
          return new StreetPart(
              from, type.next(), from, i, type.form().types(), hits, match.errors(), false);
        }
      }
    }
    return null;
  }

  private StreetPart unknown(int i, int name, StreetTypes.Form form) {
    int to = name + 1;
    while (tokens.at(to - 1).isLetter() && tokens.at(to).is('.') && tokens.at(to + 1).isWord()) {
      to += 2;
    }
    while (to - name < LONGEST_UNKNOWN_NAME
        && tokens.at(to).isWord()
        && tokens.at(to).isCapitalised() == tokens.at(name).isCapitalised()
        && tokens.at(name).isCapitalised()
        && !tokens.at(to).newLine()) {
      to++;
    }
    return new StreetPart(i, to, name, to, form.types(), List.of(), 0, form.plural());
  }
}
