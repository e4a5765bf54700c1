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
    int to = around.skipQuotes(match.to());
    var type = tokens.at(to).newLine() ? null : register.types().at(tokens, to);
    if (type != null && !type.form().plural() && belongsBefore(type, match)) {
      return around.isStopName(i) && houses.afterStreet(type.next()) == null
          ? null
          : new StreetPart(
              i,
              type.next(),
              i,
              match.to(),
              type.form().types(),
              match.hits(),
              match.errors(),
              false);
    }
    if (type != null && AddressWords.isOtherAfter(tokens.at(to).folded())) {
      return null;
    }
    return isMeant(i, match) || isFirstOfPair(i, match)
        ? new StreetPart(
            i, match.to(), i, match.to(), List.of(), match.hits(), match.errors(), false)
        : null;
  }

  private boolean isAnniversary(int i) {
    var word = NameWords.at(tokens, i);
    return word != null && word.folded().endsWith("р") && tokens.at(i).isNumber();
  }

  /// «Лісовий проспект 5» against «на Хрещатику вул. Прорізна».
  boolean belongsBefore(StreetTypes.Found type, Match match) {
    var form = type.form();
    if (StreetReader.ofType(register, match.hits(), form.types()).isEmpty()) {
      return false;
    }
    boolean startsAnother = tokens.at(type.next()).isWord() && matcher.exact(type.next()) != null;
    if (form.plural()) {
      // «Садової та Лісової вулиць»
      return !startsAnother;
    }
    if (form.abbreviated() && (startsAnother || form.types().contains("вулиця"))) {
      return false;
    }
    return !startsAnother || form.loose();
  }

  /// «на розі Садової та Лісової вулиць»: the type follows the second name.
  private boolean isFirstOfPair(int i, Match match) {
    if (!AddressWords.AND.contains(tokens.at(match.to()).folded())
        || !tokens.at(i).isCapitalised()
        || around.isSomethingElseBefore(i)) {
      return false;
    }
    var second = matcher.exact(match.to() + 1);
    if (second == null) {
      return false;
    }
    var type = register.types().at(tokens, around.skipQuotes(second.to()));
    return type != null
        && type.form().plural()
        && !StreetReader.ofType(register, match.hits(), type.form().types()).isEmpty()
        && belongsBefore(type, second);
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
    var match = matcher.forgiving(i, asked ? 1 : 0.65, false);
    if (match == null) {
      return null;
    }
    boolean houseWord =
        tokens.at(match.to()).isWord() && AddressWords.isHouse(tokens.at(match.to()).folded());
    return asked || houses.afterStreet(match.to()) != null && !houseWord ? match : null;
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
    boolean house = houses.afterStreet(match.to()) != null && !tokens.at(match.to()).is(':');
    boolean somethingElse =
        around.isSomethingElseBefore(i) && !(house && isAboutArea(i))
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
    double evidence = evidenceBefore(i, house) + evidenceOfCase(i, house);
    if (house) {
      evidence += isWeakHouse(match.to()) ? HOUSE_FOLLOWS / 2 : HOUSE_FOLLOWS;
    }
    boolean initials = tokens.at(i).isWord() && tokens.at(i + 1).is('.');
    if (initials && !house && !isLed(i)) {
      evidence -= 1.5;
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
    return evidence - match.errors();
  }

  /// One everyday word, or one with a number: «лінії 15».
  private boolean isOrdinary(int i, Match match) {
    int last = match.to() - 1;
    if (match.words() == 1) {
      return OrdinaryWords.isOrdinary(tokens.at(last).folded());
    }
    return match.words() == 2
        && tokens.at(last).isNumber()
        && OrdinaryWords.isOrdinary(tokens.at(i).folded());
  }

  private static boolean isWholeName(Match match) {
    return match.hits().stream()
        .anyMatch(hit ->
            hit.naming() == Naming.OFFICIAL
                || hit.naming() == Naming.RUSSIAN
                || hit.naming() == Naming.FORMER);
  }

  private double evidenceBefore(int i, boolean house) {
    int before = around.before(i);
    var previous = tokens.at(before);
    if (previous.is(':') && AddressWords.ADDRESS.contains(tokens.at(before - 1).folded())) {
      return 2;
    }
    if (!previous.isWord() || tokens.at(before + 1).newLine()) {
      return 0;
    }
    double evidence = 0;
    var lead = AddressWords.LEADING.get(previous.folded());
    if (lead != null) {
      evidence += lead;
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

  private double evidenceOfCase(int i, boolean house) {
    if (isProper(i)) {
      return around.isSentenceStart(i) ? 0.5 : 1;
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
    return around.endsSegment(to) || house && endsSegmentAfterHouse(to) ? 1.5 : 0;
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
