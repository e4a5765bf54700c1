package ua.holos.nlp.address;

import java.util.List;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.understanding.Expectation;
import ua.holos.nlp.address.AddressPart.StreetPart;
import ua.holos.nlp.address.NameIndex.Hit;
import ua.holos.nlp.address.NameIndex.Naming;
import ua.holos.nlp.address.StreetMatcher.Match;

/// Finds the streets that a text names. With a type word the name may be misspelt or unknown;
/// without one the surroundings must show that a street is meant, because half of the language is
/// somebody's street.
final class StreetReader {
  private static final double ENOUGH = 2.5;
  private static final double ENOUGH_WHEN_ASKED = 0.5;
  private static final double HOUSE_FOLLOWS = 3;
  private static final int SHORT_ANSWER = 8;
  private static final int LONG_TEXT = 40;
  private static final int LONGEST_UNKNOWN_NAME = 3;

  private final Tokens tokens;
  private final StreetRegister register;
  private final StreetMatcher matcher;
  private final UnitReader units;
  private final boolean asked;
  private final boolean cased;
  private final boolean namesDistricts;

  StreetReader(Tokens tokens, StreetRegister register, UnitReader units, Expectation expected) {
    this.tokens = tokens;
    this.register = register;
    this.matcher = new StreetMatcher(tokens, register);
    this.units = units;
    this.asked =
        (expected == Expectation.STREET || expected == Expectation.HOUSE)
            && tokens.size() <= SHORT_ANSWER + 4;
    this.cased = isCased(tokens);
    this.namesDistricts = namesDistricts(tokens);
  }

  private static boolean namesDistricts(Tokens tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      if (AddressWords.isDistrict(tokens.at(i).folded())) {
        return true;
      }
    }
    return false;
  }

  /// Whether the writer uses capitals as in print: then a small letter says "no name".
  private static boolean isCased(Tokens tokens) {
    int capitalised = tokens.size() > LONG_TEXT ? 1 : 0;
    int small = 0;
    for (int i = 0; i < tokens.size(); i++) {
      var token = tokens.at(i);
      if (!token.isWord() || token.raw().length() < 2) {
        continue;
      }
      if (token.isCapitalised() && Character.isLowerCase(token.raw().charAt(1))) {
        var before = tokens.at(i - 1);
        boolean starts = !tokens.has(i - 1) || before.is('.') || before.is('!') || token.newLine();
        capitalised += starts ? 0 : 1;
      } else if (!token.isCapitalised()) {
        small++;
      }
    }
    return capitalised > 0 && small > 0;
  }

  /// The street whose type word or name starts at a token, null when none does.
  ///
  /// @param free first token that no earlier part has taken
  @Nullable StreetPart at(int i, int free) {
    var type = register.types().at(tokens, i);
    if (type != null) {
      var typed = typed(i, type, free);
      if (typed == null || typed.hits().isEmpty()) {
        // «Набережна Стиру»: the type word is a part of the name
        var whole = matcher.exact(i);
        if (whole != null && whole.words() > 1) {
          return new StreetPart(i, whole.to(), i, whole.to(), List.of(), whole.hits(), 0);
        }
      }
      if (typed != null) {
        return isStopName(i) && units.housesAfterStreet(typed.to()) == null ? null : typed;
      }
    }
    return untyped(i);
  }

  private @Nullable StreetPart typed(int i, StreetTypes.Found first, int free) {
    var type = first;
    int name = type.next();
    while (tokens.at(name).isQuote()
        || tokens.at(name).is(':')
        || tokens.at(name).is('.') && type.form().abbreviated()) {
      name++;
    }
    var second = register.types().at(tokens, name);
    if (second != null && !type.form().loose() && matcher.exact(name) == null) {
      type = second;
      name = second.next();
    }
    if (tokens.at(name).newLine() && !type.form().abbreviated()) {
      return null;
    }
    var match = matcher.exact(name);
    if (match == null && !type.form().loose() && isNameLike(name, type.form())) {
      match = matcher.forgiving(name, 1);
    }
    if (match != null) {
      return typedMatch(i, type, name, match);
    }
    if (type.form().loose()) {
      return null;
    }
    var before = misspeltBefore(i, type, free);
    if (before != null) {
      return before;
    }
    return isNameLike(name, type.form()) && isClearlyNamed(i, type, name)
        ? unknown(i, name, type.form().types())
        : null;
  }

  private @Nullable StreetPart typedMatch(int i, StreetTypes.Found type, int name, Match match) {
    var hits = match.hits();
    var types = type.form().types();
    if (type.form().loose()) {
      hits = ofType(hits, types);
      if (hits.isEmpty()) {
        return null;
      }
    }
    int to = skipQuotes(match.to());
    var after = register.types().at(tokens, to);
    // «по улице Лесной проспект»: the second type is the street's own
    if (after != null
        && !after.form().plural()
        && !after.form().loose()
        && !tokens.at(to).newLine()
        && !after.form().types().equals(types)
        && !ofType(hits, after.form().types()).isEmpty()
        && matcher.exact(after.next()) == null) {
      return new StreetPart(
          i, after.next(), name, match.to(), after.form().types(), hits, match.errors());
    }
    boolean bareWord =
        !type.form().abbreviated() && isEverydayUse(name, match) && !houseFollows(match.to());
    return bareWord
        ? null
        : new StreetPart(i, match.to(), name, match.to(), types, hits, match.errors());
  }

  /// «на вулиці холодно», «по дорозі до школи»: an ordinary small word after the full type word.
  private boolean isEverydayUse(int name, Match match) {
    if (match.words() > 1 || !cased || tokens.at(name).isCapitalised()) {
      return false;
    }
    return OrdinaryWords.isOrdinary(tokens.at(name).folded()) || match.errors() > 0;
  }

  private List<Hit> ofType(List<Hit> hits, List<String> types) {
    return hits.stream()
        .filter(hit -> types.contains(register.street(hit.street()).type()))
        .toList();
  }

  /// Whether what follows a type word looks like a name.
  private boolean isNameLike(int i, StreetTypes.Form form) {
    var token = tokens.at(i);
    if (token.isNumber()) {
      return false;
    }
    if (!token.isWord()
        || AddressWords.isHouse(token.folded())
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
    if (cased && token.isCapitalised()) {
      return !tokens.at(i - 1).is('.');
    }
    return houseFollows(i + 1) || asked;
  }

  /// Whether an unknown name is surely a street's: «і пр. питань», «пер. заст.» are not.
  private boolean isClearlyNamed(int i, StreetTypes.Found type, int name) {
    var first = type.form().types().getFirst();
    boolean clear = first.equals("вулиця") || first.equals("проспект") && !isShort(i);
    if (type.form().abbreviated()) {
      return clear || houseFollows(name + 1) && tokens.at(name).isCapitalised();
    }
    return tokens.at(name).isCapitalised() || first.equals("вулиця");
  }

  private boolean isShort(int i) {
    return tokens.at(i).raw().length() <= 2 && !tokens.at(i + 1).isHyphen();
  }

  private boolean houseFollows(int i) {
    return units.housesAfterStreet(i) != null;
  }

  /// «Лесна проспект», «Кловскому узвозу»: a misspelt name before its type.
  private @Nullable StreetPart misspeltBefore(int i, StreetTypes.Found type, int free) {
    int last = i - 1;
    if (last < free || !tokens.at(last).isWord() || !tokens.at(last).isCapitalised()) {
      return null;
    }
    int first = last - 1 >= free && tokens.at(last - 1).isCapitalised() ? last - 1 : last;
    for (int from = first; from <= last; from++) {
      var match = matcher.forgiving(from, 1);
      if (match != null && match.to() == i) {
        var hits = ofType(match.hits(), type.form().types());
        if (!hits.isEmpty()) {
          return new StreetPart(
              from, type.next(), from, i, type.form().types(), hits, match.errors());
        }
      }
    }
    return null;
  }

  private @Nullable StreetPart unknown(int i, int name, List<String> types) {
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
    return new StreetPart(i, to, name, to, types, List.of(), 0);
  }

  private @Nullable StreetPart untyped(int i) {
    if (!tokens.at(i).isWord() && !isAnniversary(i)) {
      return null;
    }
    var match = matcher.exact(i);
    if (match == null) {
      match = misspelt(i);
    }
    if (match == null) {
      return null;
    }
    int to = skipQuotes(match.to());
    var type = tokens.at(to).newLine() ? null : register.types().at(tokens, to);
    if (type != null && belongsBefore(type, match)) {
      return new StreetPart(
          i, type.next(), i, match.to(), type.form().types(), match.hits(), match.errors());
    }
    if (type != null && AddressWords.isOtherAfter(tokens.at(to).folded())) {
      return null;
    }
    return isMeant(i, match)
        ? new StreetPart(i, match.to(), i, match.to(), List.of(), match.hits(), match.errors())
        : null;
  }

  private boolean isAnniversary(int i) {
    var word = NameWords.at(tokens, i);
    return word != null && word.folded().endsWith("р") && tokens.at(i).isNumber();
  }

  /// «Лісовий проспект 5» against «на Хрещатику вул. Прорізна».
  private boolean belongsBefore(StreetTypes.Found type, Match match) {
    var form = type.form();
    if (form.plural() || ofType(match.hits(), form.types()).isEmpty()) {
      return false;
    }
    boolean startsAnother = tokens.at(type.next()).isWord() && matcher.exact(type.next()) != null;
    if (form.abbreviated() && (startsAnother || isVul(form))) {
      return false;
    }
    return !startsAnother || form.loose();
  }

  private static boolean isVul(StreetTypes.Form form) {
    return form.types().contains("вулиця");
  }

  /// A misspelt name without a type: only right before a house number.
  private @Nullable Match misspelt(int i) {
    var token = tokens.at(i);
    boolean houseWordBefore = AddressWords.isHouse(tokens.at(i - 1).folded());
    boolean numberNear =
        tokens.at(i + 1).isNumber()
            || tokens.at(i + 1).is(',') && tokens.at(i + 2).isNumber()
            || tokens.at(i + 2).isNumber() && tokens.at(i + 1).isWord();
    if (!token.isWord() || token.raw().length() < 5) {
      return null;
    }
    boolean eligible = asked || numberNear && (token.isCapitalised() || houseWordBefore || !cased);
    if (!eligible
        || OrdinaryWords.isOrdinary(token.folded())
        || AddressWords.isOtherBefore(token.folded())
        || AddressWords.isCounted(token.folded())
        || AddressWords.isHouse(token.folded())
        || AddressWords.isEntrance(token.folded())
        || AddressWords.FLAT.contains(token.folded())
        || AddressWords.BUILDING.contains(token.folded())) {
      return null;
    }
    var match = matcher.forgiving(i, asked ? 1 : 0.65);
    if (match == null) {
      return null;
    }
    boolean houseWord =
        tokens.at(match.to()).isWord() && AddressWords.isHouse(tokens.at(match.to()).folded());
    return asked || houseFollows(match.to()) && !houseWord ? match : null;
  }

  private boolean isMeant(int i, Match match) {
    if (isOtherBefore(i)
        || isOtherAfter(match.to())
        || isPieceOfCompound(i, match)
        || isDistrictOrNeuter(match)) {
      return false;
    }
    boolean house = houseFollows(match.to()) && !tokens.at(match.to()).is(':');
    double evidence = evidence(i, match, house);
    return evidence >= (asked ? ENOUGH_WHEN_ASKED : ENOUGH);
  }

  private double evidence(int i, Match match, boolean house) {
    int before = i - 1;
    while (tokens.at(before).isQuote() || tokens.at(before).is('(')) {
      before--;
    }
    var previous = tokens.at(before);
    double evidence = 0;
    if (house) {
      evidence += isWeakHouse(match.to()) ? HOUSE_FOLLOWS / 2 : HOUSE_FOLLOWS;
    }
    if (previous.isWord() && !tokens.at(before + 1).newLine()) {
      var lead = AddressWords.LEADING.get(previous.folded());
      if (lead != null) {
        evidence += lead;
      }
      if (AddressWords.isHouse(previous.folded())) {
        evidence += house ? 2 : 0.5;
      }
      if (AddressWords.ADDRESS.contains(previous.folded())) {
        evidence += 2;
      }
      if (AddressWords.CROSSING.contains(previous.folded())
          || AddressWords.CROSSING.contains(tokens.at(before - 1).folded())) {
        evidence += 2;
      }
    } else if (previous.is(':') && AddressWords.ADDRESS.contains(tokens.at(before - 1).folded())) {
      evidence += 2;
    }
    boolean starts = startsSegment(i);
    boolean capitalised = tokens.at(i).isCapitalised() && cased && !isShouted(i);
    if (capitalised) {
      evidence += isSentenceStart(i) ? 0.5 : 1;
    } else if (cased && !isShouted(i)) {
      evidence -= house ? 0.5 : 1;
    }
    boolean initials = tokens.at(i).isWord() && tokens.at(i + 1).is('.');
    if (initials && !house && !(previous.isWord() && isLead(previous.folded()))) {
      evidence -= 1.5;
    }
    boolean full =
        match.hits().stream()
            .anyMatch(hit ->
                hit.naming() == Naming.OFFICIAL
                    || hit.naming() == Naming.RUSSIAN
                    || hit.naming() == Naming.FORMER);
    boolean ordinary =
        match.words() == 1 && OrdinaryWords.isOrdinary(tokens.at(match.to() - 1).folded());
    int letters = tokens.at(match.to() - 1).folded().length();
    if (match.words() > 1) {
      evidence += 1;
    } else if (full && !ordinary && letters >= 7) {
      evidence += 1;
    }
    if (asked && !tokens.has(i - 1) && !tokens.has(match.to())) {
      evidence += 3;
    } else if (starts && endsSegment(match.to())) {
      evidence += 1.5;
    } else if (house && starts && endsSegmentAfterHouse(match.to())) {
      evidence += 1.5;
    }
    if (ordinary) {
      evidence -= capitalised && !isSentenceStart(i) ? 1.5 : 2;
      if (!house && !asked) {
        evidence -= 1.5;
      }
    }
    if (!full) {
      evidence -= 0.5;
    }
    if (letters <= 3) {
      evidence -= 1;
    }
    return evidence - match.errors();
  }

  private static boolean isLead(String folded) {
    return AddressWords.LEADING.containsKey(folded) || AddressWords.isHouse(folded);
  }

  /// «постанова КМ України №467»: a number sign without a house word says little.
  private boolean isWeakHouse(int to) {
    var next = tokens.at(to);
    boolean ordinaryHouse =
        next.isWord()
            && AddressWords.isHouse(next.folded())
            && OrdinaryWords.isOrdinary(tokens.at(to - 1).folded());
    return next.is('№')
        || next.is('#')
        || AddressWords.NUMBER_SIGN.contains(next.folded())
        || ordinaryHouse;
  }

  /// Whether a word in capitals stands in a text that has small letters too: says nothing.
  private boolean isShouted(int i) {
    var raw = tokens.at(i).raw();
    return raw.length() > 3 && Character.isUpperCase(raw.charAt(1));
  }

  /// «Сирецько-Печерська лінія» names neither street.
  private boolean isPieceOfCompound(int i, Match match) {
    boolean before =
        tokens.at(i - 1).isHyphen()
            && !tokens.at(i).spaced()
            && !tokens.at(i - 1).spaced()
            && tokens.at(i - 2).isWord();
    boolean after =
        tokens.at(match.to()).isHyphen()
            && !tokens.at(match.to()).spaced()
            && tokens.at(match.to() + 1).isWord()
            && tokens.at(match.to() + 1).raw().length() > 2
            && !tokens.at(match.to() + 1).spaced();
    return before || after;
  }

  /// «у Голосіївському, 1 – у Печерському районах», «ЖЕД Чоколівське».
  private boolean isDistrictOrNeuter(Match match) {
    if (match.words() > 1) {
      return false;
    }
    var folded = tokens.at(match.to() - 1).folded();
    if (folded.endsWith("ске") || folded.endsWith("цке") || folded.endsWith("ское")) {
      return true;
    }
    return namesDistricts && register.districts().contains(Spelling.stem(folded));
  }

  private boolean startsSegment(int i) {
    var before = tokens.at(i - 1);
    return !tokens.has(i - 1)
        || tokens.at(i).newLine()
        || before.is(',')
        || before.is('.')
        || before.is('(')
        || before.is(':')
        || before.is('!')
        || before.is(';')
        || before.is('?');
  }

  private boolean isSentenceStart(int i) {
    var before = tokens.at(i - 1);
    return !tokens.has(i - 1)
        || tokens.at(i).newLine()
        || before.is('.')
        || before.is('!')
        || before.is('?');
  }

  private boolean endsSegment(int to) {
    var after = tokens.at(to);
    return !tokens.has(to)
        || after.newLine()
        || after.is(',')
        || after.is('.')
        || after.is(')')
        || after.is('!')
        || after.is(';');
  }

  private boolean endsSegmentAfterHouse(int to) {
    var houses = units.housesAfterStreet(to);
    return houses != null && endsSegment(houses.to());
  }

  private boolean isOtherBefore(int i) {
    int before = i - 1;
    while (tokens.at(before).isQuote()) {
      before--;
    }
    if (tokens.at(before).is('.') && isPlaceLetter(tokens.at(before - 1).folded())) {
      return true;
    }
    if (tokens.at(before).is('.')
        && AddressWords.isOtherBefore(tokens.at(before - 1).folded())
        && tokens.at(before - 1).folded().length() <= 3) {
      return true;
    }
    return tokens.at(before).isWord()
        && !tokens.at(before + 1).newLine()
        && AddressWords.isOtherBefore(tokens.at(before).folded());
  }

  /// «м. Київ», «с. Пирогове», «м. Деміївська» (метро).
  private static boolean isPlaceLetter(String folded) {
    return folded.equals("м") || folded.equals("с") || folded.equals("г") || folded.equals("смт");
  }

  private boolean isOtherAfter(int to) {
    int after = to;
    while (tokens.at(after).isQuote()) {
      after++;
    }
    var token = tokens.at(after);
    if (!token.isWord() || token.newLine()) {
      return false;
    }
    boolean district =
        token.folded().equals("р") && tokens.at(after + 1).isHyphen()
            || token.folded().equals("рн");
    return district || AddressWords.isOtherAfter(token.folded());
  }

  /// «на зупинці "вул. Полтавська"»: a type word inside the name of a stop.
  private boolean isStopName(int i) {
    int before = i - 1;
    while (tokens.at(before).isQuote() || tokens.at(before).is('(')) {
      before--;
    }
    var word = tokens.at(before).folded();
    if (word.startsWith("транспорт")) {
      before -= 2;
      word = tokens.at(before).folded();
    }
    return word.startsWith("зупин")
        || word.startsWith("останов")
        || word.equals("метро")
        || word.startsWith("станци");
  }

  private int skipQuotes(int i) {
    int at = i;
    while (tokens.at(at).isQuote()) {
      at++;
    }
    return at;
  }

  /// The street that continues a list: «вулиць Салютна та Туполева», «перетин А та Б».
  @Nullable StreetPart continuing(int i, List<String> types) {
    var match = matcher.exact(i);
    if (match == null || isOtherAfter(match.to()) || isPieceOfCompound(i, match)) {
      return null;
    }
    boolean ordinary = match.words() == 1 && OrdinaryWords.isOrdinary(tokens.at(i).folded());
    if (ordinary && tokens.at(i - 1).is(',') && !houseFollows(match.to())) {
      return null;
    }
    if (match.words() == 1
        && !tokens.at(i).isCapitalised()
        && (cased || OrdinaryWords.isOrdinary(tokens.at(i).folded()))) {
      return null;
    }
    int to = skipQuotes(match.to());
    var type = register.types().at(tokens, to);
    if (type != null && belongsBefore(type, match)) {
      return new StreetPart(
          i, type.next(), i, match.to(), type.form().types(), match.hits(), match.errors());
    }
    return new StreetPart(i, match.to(), i, match.to(), types, match.hits(), match.errors());
  }
}
