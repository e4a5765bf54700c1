package ua.holos.nlp.address;

import java.util.List;
import org.jspecify.annotations.Nullable;
import ua.holos.nlp.address.AddressPart.StreetPart;
import ua.holos.nlp.address.NameIndex.Naming;
import ua.holos.nlp.address.StreetMatcher.Match;

/// Reads streets that have no type word before them, by weighing what speaks for a street: a house
/// number, «по» and «на», a capital, a long name; and what speaks against it.
final class UntypedStreets {
  private static final double ENOUGH = 2.5;
  private static final double ENOUGH_WHEN_ASKED = 0.5;
  private static final double HOUSE_FOLLOWS = 3;
  private static final int MOST_NUMBERS_BACK = 9;
  private static final double NAMES_A_PLACE = 1.5;
  private static final int SHORTEST_SURNAME = 5;

  private final Tokens tokens;
  private final StreetRegister register;
  private final StreetMatcher matcher;
  private final HouseReader houses;
  private final Surroundings around;
  private final boolean asked;

  UntypedStreets(
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

  /// The street whose name starts at a token.
  @Nullable StreetPart at(int i) {
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
    int to = afterTitle(around.skipQuotes(match.to()));
    var type = tokens.at(to).newLine() ? null : register.types().at(tokens, to);
    if (type != null && !type.form().plural() && belongsBefore(type, match)) {
      return around.isStopName(i) && houses.afterStreet(type.next()) == null
          ? null
          : part(i, type.next(), match, type.form().types());
    }
    if (type != null && around.isSomethingElseAfter(match.to())) {
      return null;
    }
    var ofPair = typesOfPair(i, match);
    if (ofPair != null) {
      return part(i, match.to(), match, ofPair);
    }
    return isMeant(i, match) ? part(i, match.to(), match, List.of()) : null;
  }

  private static StreetPart part(int i, int to, Match match, List<String> types) {
    return new StreetPart(i, to, i, match.to(), types, match.hits(), match.errors(), false);
  }

  /// «Янгеля Академіка вул.»: a title between name and type.
  private int afterTitle(int to) {
    var title = tokens.at(to);
    return title.isCapitalised()
            && NameIndex.isTitle(Spelling.stem(title.folded()))
            && register.types().at(tokens, to + 1) != null
        ? to + 1
        : to;
  }

  private boolean isAnniversary(int i) {
    var word = NameWords.at(tokens, i);
    return word != null && word.folded().endsWith("р") && tokens.at(i).isNumber();
  }

  /// «Лісовий проспект 5» against «на Хрещатику вул. Прорізна».
  boolean belongsBefore(StreetTypes.Found type, Match match) {
    var form = type.form();
    if (tokens.at(type.next()).is(':') && matcher.exact(type.next() + 1) != null) {
      // «Район: Печерський Вулиця: Садова»
      return false;
    }
    if (StreetReader.ofType(register, match.hits(), form.types()).isEmpty()) {
      return false;
    }
    int last = match.to() - 1;
    boolean everyday =
        around.isCased()
            && !tokens.at(last).isCapitalised()
            && OrdinaryWords.isOrdinary(tokens.at(last).folded());
    boolean ofStreets = form.types().contains("вулиця") && houses.afterStreet(type.next()) == null;
    if (everyday && (form.loose() && !form.types().contains("дорога") || ofStreets)) {
      // «має крутий спуск», «потрібна нова вулиця»
      return false;
    }
    boolean startsAnother = tokens.at(type.next()).isWord() && matcher.exact(type.next()) != null;
    if (!startsAnother && isHouseBefore(match.from())) {
      return true;
    }
    if (form.plural()) {
      // «Садової та Лісової вулиць»
      return !startsAnother;
    }
    if (form.abbreviated() && (startsAnother || form.types().contains("вулиця"))) {
      // «Янгеля вул. 22» as forms put it, against «на Хрещатику вул. Прорізна»
      return !startsAnother && tokens.at(type.next()).isNumber();
    }
    return !startsAnother || form.loose();
  }

  /// The types of the first of two names that are streets because they belong together: «Садової та
  /// Лісової вулиць», «на розі Садової і Лісової», «перехрестя Садової/Лісової»; null when it is no
  /// such pair.
  private @Nullable List<String> typesOfPair(int i, Match match) {
    int next = match.to() + 1;
    if (!joinsPair(match.to()) || around.isSomethingElseBefore(i) || tokens.at(i - 1).isHyphen()) {
      return null;
    }
    var second = matcher.exact(next);
    if (second == null || around.isSomethingElseAfter(second.to())) {
      return null;
    }
    var type = register.types().at(tokens, around.skipQuotes(second.to()));
    boolean capitals = tokens.at(i).isCapitalised() && tokens.at(next).isCapitalised();
    if (type != null
        && capitals
        && !StreetReader.ofType(register, match.hits(), type.form().types()).isEmpty()
        && belongsBefore(type, second)
        && (type.form().plural() || around.isAtCrossing(i))) {
      return type.form().types();
    }
    boolean proper = !isOrdinary(i, match) && !isOrdinary(next, second);
    boolean names = capitals || proper && !around.isCased();
    return names && around.isAtCrossing(i) && (proper || !isOnlyBetween(i)) ? List.of() : null;
  }

  private boolean joinsPair(int i) {
    var sign = tokens.at(i);
    return sign.is('/')
        || sign.isHyphen()
        || sign.isWord()
            && (AddressWords.AND.contains(sign.folded())
                || AddressWords.WITH.contains(sign.folded()));
  }

  /// «між першим та другим»: what lies between need not be streets.
  private boolean isOnlyBetween(int i) {
    return AddressWords.BETWEEN.contains(tokens.at(around.before(i)).folded());
  }

  /// A misspelt name without a type: only right before a house number.
  private @Nullable Match misspelt(int i) {
    var token = tokens.at(i);
    if (!token.isWord() || token.raw().length() < 5) {
      return null;
    }
    boolean houseWordBefore = AddressWords.isHouse(tokens.at(i - 1).folded());
    boolean numberNear =
        tokens.at(i + 1).isNumber()
            || tokens.at(i + 1).is(',') && tokens.at(i + 2).isNumber()
            || tokens.at(i + 2).isNumber() && tokens.at(i + 1).isWord();
    boolean eligible =
        asked || numberNear && (token.isCapitalised() || houseWordBefore || !around.isCased());
    if (!eligible || isKnownWord(token.folded())) {
      return null;
    }
    boolean sure = asked || AddressWords.ADDRESS.contains(tokens.at(around.before(i)).folded());
    var match = matcher.forgiving(i, sure ? 1 : 0.65, false);
    if (match == null) {
      return null;
    }
    boolean houseWord =
        tokens.at(match.to()).isWord() && AddressWords.isHouse(tokens.at(match.to()).folded());
    boolean house = houses.afterStreet(match.to()) != null && !houseWord && !isYear(match.to());
    return asked || house ? match : null;
  }

  /// «взимку 2014»: after an everyday word rather a year than a house.
  private boolean isYear(int i) {
    var digits = tokens.at(i).raw();
    return tokens.at(i).isNumber()
        && digits.length() == 4
        && (digits.startsWith("19") || digits.startsWith("20"));
  }

  private static boolean isKnownWord(String folded) {
    return OrdinaryWords.isOrdinary(folded)
        || AddressWords.isOtherBefore(folded)
        || AddressWords.isTransport(folded)
        || AddressWords.isStop(folded)
        || Counted.isCountable(folded)
        || AddressWords.isHouse(folded)
        || AddressWords.isEntrance(folded)
        || AddressWords.FLAT.contains(folded)
        || AddressWords.BUILDING.contains(folded);
  }

  private boolean isMeant(int i, Match match) {
    boolean house =
        houses.afterStreet(match.to()) != null
            && !tokens.at(match.to()).is(':')
            && !(isOrdinary(i, match) && isYear(match.to()));
    boolean somethingElse =
        around.isSomethingElseBefore(i) && !(house && (isAboutArea(i) || isInBrackets(i)))
            || around.isSomethingElseAfter(match.to())
            || isMetro(i, match, house)
            || around.isPieceOfCompound(i, match.to()) && !isPairAtCrossing(i, match)
            || isDistrictOrNeuter(match);
    if (somethingElse) {
      return false;
    }
    return evidence(i, match, house) >= (asked ? ENOUGH_WHEN_ASKED : ENOUGH);
  }

  /// «в районе Садовой 5»: near, not the district.
  private boolean isAboutArea(int i) {
    return AddressWords.isDistrict(tokens.at(around.before(i)).folded());
  }

  /// «біля зупинки (Садова 5)»: the address of what stands before the bracket.
  private boolean isInBrackets(int i) {
    return tokens.at(i - 1).is('(');
  }

  /// «М Контрактова»: the letter of the underground railway, not an initial.
  private boolean isMetro(int i, Match match, boolean house) {
    return !house
        && tokens.at(i).isLetter()
        && tokens.at(i).folded().equals("м")
        && match.to() > i + 1
        && match.hits().stream().noneMatch(hit -> register.bearsInitial(hit.street(), 'м'));
  }

  /// «на розі Садової-Лісової».
  private boolean isPairAtCrossing(int i, Match match) {
    return around.isAtCrossing(i)
        && !tokens.at(i - 1).isHyphen()
        && matcher.exact(match.to() + 1) != null;
  }

  private double evidence(int i, Match match, boolean house) {
    int last = match.to() - 1;
    boolean ordinary = isOrdinary(i, match);
    boolean full = isWholeName(match);
    double evidence = evidenceBefore(i, match, house) + evidenceOfCase(i, match, house);
    if (house) {
      evidence += isWeakHouse(match.to()) ? HOUSE_FOLLOWS / 2 : HOUSE_FOLLOWS;
    }
    if (!house && isPerson(i) && !isLedToPlace(i)) {
      evidence -= 2;
    }
    int letters = tokens.at(last).folded().length();
    if (match.words() > 1 && !ordinary || full && !ordinary && letters >= 7) {
      evidence += 1;
    }
    evidence += evidenceOfSegment(i, match.to(), house);
    if (ordinary) {
      evidence -= isProper(i) && !around.isSentenceStart(i) ? 1.5 : 2;
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
    if (tokens.at(i - 1).isQuote() && !house && !asked) {
      // the name of something else: «Золоті ворота»
      evidence -= 1;
    }
    return evidence - match.errors();
  }

  /// «З повагою, Ірина Садова», «відповідь від В. Садового»: a given name or an initial.
  private boolean isPerson(int i) {
    return tokens.at(i).isWord()
        && (tokens.at(i + 1).is('.') || isGivenName(i) || isGivenName(i - 1));
  }

  private boolean isGivenName(int i) {
    return tokens.at(i).isCapitalised()
        && NameIndex.isGivenName(Spelling.stem(tokens.at(i).folded()));
  }

  /// «на», «по»: leads to a place, «від» to a person as well.
  private boolean isLedToPlace(int i) {
    int before = around.before(i);
    return lead(before) >= NAMES_A_PLACE
        || AddressWords.isHouse(tokens.at(before).folded())
        || isHouseBefore(before + 1)
        || around.isAtCrossing(i);
  }

  /// How much the word before a name speaks for a place.
  private double lead(int before) {
    var previous = tokens.at(before);
    boolean glued = tokens.at(before - 1).isHyphen() && !previous.spaced();
    return previous.isWord() && !glued
        ? AddressWords.LEADING.getOrDefault(previous.folded(), 0.0)
        : 0;
  }

  /// One everyday word, or one with a number: «лінії 15», «другу лінію».
  private boolean isOrdinary(int i, Match match) {
    int last = match.to() - 1;
    if (match.words() == 1) {
      return OrdinaryWords.isOrdinary(tokens.at(last).folded());
    }
    boolean numbered =
        tokens.at(last).isNumber()
            || tokens.at(i).isNumber() && !isAnniversary(i)
            || AddressWords.ordinal(tokens.at(i).folded()) != null;
    // the parliament, though many a city has a boulevard of that name
    boolean parliament = tokens.at(i).folded().startsWith("верховн");
    return match.words() == 2
        && (parliament
            || numbered
                && (OrdinaryWords.isOrdinary(tokens.at(i).folded())
                    || OrdinaryWords.isOrdinary(tokens.at(last).folded())));
  }

  private boolean hasOrdinaryWord(int from, int to) {
    for (int i = from; i < to; i++) {
      var folded = tokens.at(i).folded();
      if (tokens.at(i).isNumber()
          || AddressWords.ordinal(folded) != null
          || OrdinaryWords.isOrdinary(folded) && !folded.startsWith("геро")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWholeName(Match match) {
    return match.hits().stream()
        .anyMatch(hit ->
            hit.naming() == Naming.OFFICIAL
                || hit.naming() == Naming.RUSSIAN
                || hit.naming() == Naming.FORMER);
  }

  private double evidenceBefore(int i, Match match, boolean house) {
    int before = around.before(i);
    var previous = tokens.at(before);
    if (isHouseBefore(before + 1)) {
      return house ? 0 : 2;
    }
    if (previous.is(':') && AddressWords.ADDRESS.contains(tokens.at(before - 1).folded())) {
      return 2;
    }
    if (!previous.isWord() || tokens.at(before + 1).newLine()) {
      return 0;
    }
    double evidence = 0;
    double lead = lead(before);
    if (lead > 0 && !tokens.at(before - 1).is('/')) {
      boolean weak = AddressWords.WITH.contains(previous.folded()) && isAdjective(match);
      evidence += weak ? 0 : lead;
      if (lead >= NAMES_A_PLACE && isSurname(i, match)) {
        evidence += 0.5;
      }
      if (isHouseBefore(before)) {
        evidence += 2;
      }
    }
    if (AddressWords.isHouse(previous.folded())) {
      evidence += house ? 2 : 0.5;
    }
    if (AddressWords.ADDRESS.contains(previous.folded())) {
      evidence += 2;
    }
    if (AddressWords.isCrossing(previous.folded())
        || AddressWords.isCrossing(tokens.at(before - 1).folded())) {
      evidence += 2;
    }
    return evidence;
  }

  /// «з Куренівського депо»: an adjective that may belong to what follows.
  private boolean isAdjective(Match match) {
    var folded = tokens.at(match.to() - 1).folded();
    return match.words() == 1 && AddressWords.isAdjective(folded);
  }

  /// «на Гончара»: a surname in the genitive after «на» and «по» can hardly be a person.
  private boolean isSurname(int i, Match match) {
    var folded = tokens.at(match.to() - 1).folded();
    return match.words() == 1
        && isProper(i)
        && folded.length() >= SHORTEST_SURNAME
        && (folded.endsWith("а") || folded.endsWith("о") || folded.endsWith("их"))
        && !AddressWords.isAdjective(folded)
        && !OrdinaryWords.isOrdinary(folded)
        && match.hits().stream()
            .anyMatch(hit -> hit.naming().compareTo(Naming.FORMER_SURNAME) <= 0);
  }

  /// «будинку 14 по …», «домов № 5, 7 и 9 на …»: a house stands before the preposition.
  private boolean isHouseBefore(int preposition) {
    int at = preposition - 1;
    boolean number = false;
    while (at > preposition - MOST_NUMBERS_BACK && isPieceOfNumber(at)) {
      number |= tokens.at(at).isNumber();
      at--;
    }
    return number && AddressWords.isHouse(tokens.at(at).folded()) && tokens.at(at).isWord();
  }

  private boolean isPieceOfNumber(int i) {
    var token = tokens.at(i);
    return token.isNumber()
        || token.isLetter()
        || token.isHyphen()
        || token.isQuote()
        || token.is('/')
        || token.is(',')
        || token.is('.')
        || token.is('№')
        || token.is('#')
        || token.isWord()
            && (AddressWords.AND.contains(token.folded())
                || AddressWords.NUMBER_SIGN.contains(token.folded()));
  }

  private double evidenceOfCase(int i, Match match, boolean house) {
    if (isProper(i)) {
      return around.isSentenceStart(i) ? 0.5 : 1;
    }
    // «на героїв севастополя темно»: nothing else is called so
    boolean longName =
        match.words() > 1 && isWholeName(match) && isLed(i) && !hasOrdinaryWord(i, match.to());
    if (longName) {
      return 0;
    }
    if (around.isCased() && !around.isShouted(i)) {
      return house ? -0.5 : -1;
    }
    return 0;
  }

  private boolean isProper(int i) {
    return tokens.at(i).isCapitalised() && around.isCased() && !around.isShouted(i);
  }

  private double evidenceOfSegment(int i, int to, boolean house) {
    if (asked && !tokens.has(i - 1) && !tokens.has(to)) {
      return 3;
    }
    if (!around.startsSegment(i)) {
      return 0;
    }
    double alone = house || isProper(i) ? 1.5 : 0.5;
    return around.endsSegment(to) || house && endsSegmentAfterHouse(to) ? alone : 0;
  }

  private boolean isLed(int i) {
    var previous = tokens.at(around.before(i));
    return previous.isWord()
        && (AddressWords.LEADING.containsKey(previous.folded())
            || AddressWords.isHouse(previous.folded()));
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
        || next.isHyphen() && !next.spaced()
        || AddressWords.NUMBER_SIGN.contains(next.folded())
        || ordinaryHouse;
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
    return around.namesDistricts() && register.districts().contains(Spelling.stem(folded));
  }

  private boolean endsSegmentAfterHouse(int to) {
    var found = houses.afterStreet(to);
    return found != null && around.endsSegment(found.to());
  }
}
