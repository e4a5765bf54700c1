package ua.holos.nlp.address;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ua.holos.nlp.address.AddressPart.BuildingPart;
import ua.holos.nlp.address.AddressPart.EntrancePart;
import ua.holos.nlp.address.AddressPart.FlatPart;
import ua.holos.nlp.address.AddressPart.HousePart;

/// Reads what has a number: houses, buildings, entrances, flats. Stateless but for its text.
final class UnitReader {
  private static final int MOST_FLAT_DIGITS = 4;
  private static final int MOST_ENTRANCE_DIGITS = 2;

  private final Tokens tokens;

  UnitReader(Tokens tokens) {
    this.tokens = tokens;
  }

  /// The part whose marker stands at a token, null when none does.
  @Nullable AddressPart at(int i) {
    var token = tokens.at(i);
    if (!token.isWord()) {
      return null;
    }
    var folded = token.folded();
    if (AddressWords.isEntrance(folded) || isShortEntrance(i)) {
      return entrance(i);
    }
    if (AddressWords.FLAT.contains(folded)) {
      return flat(i);
    }
    if (AddressWords.BUILDING.contains(folded)) {
      return building(i);
    }
    if (AddressWords.isHouse(folded) || AddressWords.HOUSE_LETTERS.contains(folded)) {
      return house(i);
    }
    return null;
  }

  /// «під. 2», «45 под 2 кв 30».
  private boolean isShortEntrance(int i) {
    var folded = tokens.at(i).folded();
    if (!folded.equals("под") && !folded.equals("пид")) {
      return false;
    }
    var after = tokens.at(i + 2);
    boolean ends =
        !tokens.has(i + 2) || !after.isWord() || AddressWords.FLAT.contains(after.folded());
    return tokens.at(i + 1).is('.')
        || tokens.at(i - 1).isNumber() && tokens.at(i + 1).isNumber() && ends;
  }

  private @Nullable HousePart house(int i) {
    var folded = tokens.at(i).folded();
    boolean letter = AddressWords.HOUSE_LETTERS.contains(folded);
    if (letter && !tokens.at(i + 1).is('.') && tokens.at(i + 1).spaced()) {
      return null;
    }
    int at = corrected(afterMarker(i + 1));
    var list = houses(at);
    if (list != null) {
      return new HousePart(i, list.to(), list.houses(), !letter);
    }
    return letter ? null : numberBeforeHouse(i);
  }

  /// «27 будинок», «6-го дома», «у 5-му будинку».
  private @Nullable HousePart numberBeforeHouse(int i) {
    var word = tokens.at(i).folded();
    var before = tokens.at(i - 1);
    if (before.isWord()
        && !before.spaced()
        && tokens.at(i - 2).isHyphen()
        && tokens.at(i - 3).isNumber()
        && NameWords.isOrdinalEnding(before)
        && !AddressWords.HOUSES.contains(word)) {
      return new HousePart(i - 3, i + 1, List.of(tokens.at(i - 3).raw()), true);
    }
    if (!AddressWords.ONE_HOUSE.contains(word)) {
      return null;
    }
    int from = before.isLetter() ? i - 2 : i - 1;
    var sign = tokens.at(from - 1);
    boolean belongsElsewhere =
        sign.is('№')
            || sign.is('#')
            || AddressWords.NUMBER_SIGN.contains(sign.folded())
            || AddressWords.isEntrance(sign.folded());
    if (before.isHyphen() || belongsElsewhere || isPartOfLongerNumber(from)) {
      return null;
    }
    var found = HouseNumber.at(tokens, from);
    return found != null && found.next() == i
        ? new HousePart(from, i + 1, List.of(found.house()), true)
        : null;
  }

  private boolean isPartOfLongerNumber(int i) {
    var before = tokens.at(i - 1);
    return (before.is('.')
            || before.is(',')
            || before.is(':')
            || before.is('/')
            || before.isHyphen())
        && !tokens.at(i).spaced()
        && tokens.at(i - 2).isNumber();
  }

  /// House numbers right after a street name; marked («буд. 5») or bare («, 5»).
  @Nullable HousePart housesAfterStreet(int i) {
    int at = i;
    boolean dot = false;
    while (tokens.at(at).is(',')
        || tokens.at(at).is('.')
        || tokens.at(at).is(':')
        || tokens.at(at).is('(')
        || tokens.at(at).isHyphen()
        || tokens.at(at).isQuote()
        || tokens.at(at).is(')')) {
      dot |= tokens.at(at).is('.');
      at++;
      if (at - i > 3) {
        return null;
      }
    }
    boolean glued = tokens.at(i).isHyphen() && !tokens.at(i).spaced() && !tokens.at(i + 1).spaced();
    if (glued) {
      return null;
    }
    int marked = at;
    if (AddressWords.isHouse(tokens.at(at).folded()) && tokens.at(at).isWord()
        || AddressWords.HOUSE_LETTERS.contains(tokens.at(at).folded())) {
      marked = corrected(afterMarker(at + 1));
    }
    boolean hasMarker = marked > at;
    int number = numberSign(marked);
    if (!hasMarker && number == marked && dot && tokens.at(number).spaced()) {
      return null;
    }
    if (!hasMarker && number == marked && tokens.at(number).newLine() && dot) {
      return null;
    }
    var list = houses(number);
    return list == null ? null : new HousePart(at, list.to(), list.houses(), hasMarker);
  }

  private record Houses(List<String> houses, int to) {}

  /// One house or a list: «5, 6 та 7», «9-11», «106 та № 108», «84, буд. 55».
  private @Nullable Houses houses(int i) {
    var first = oneHouse(i);
    if (first == null) {
      return null;
    }
    var houses = new ArrayList<String>();
    houses.add(first.house());
    int to = first.next();
    while (true) {
      int at = to;
      var separator = tokens.at(at);
      boolean range = separator.isHyphen();
      boolean slash = separator.is('/');
      if (!separator.is(',')
          && !range
          && !slash
          && !AddressWords.AND.contains(separator.folded())) {
        break;
      }
      at++;
      if (separator.is(',') && AddressWords.AND.contains(tokens.at(at).folded())) {
        at++;
      }
      if (tokens.at(at).newLine()) {
        break;
      }
      if (AddressWords.isHouse(tokens.at(at).folded()) && tokens.at(at).isWord()) {
        at = afterMarker(at + 1);
      }
      var more = oneHouse(numberSign(at));
      if (more == null) {
        break;
      }
      houses.add(more.house());
      to = more.next();
    }
    return new Houses(houses, to);
  }

  private HouseNumber.@Nullable Found oneHouse(int i) {
    if (isPartOfLongerNumber(i)
        && !tokens.at(i - 1).isHyphen()
        && !tokens.at(i - 1).is(',')
        && !tokens.at(i - 1).is('/')) {
      return null;
    }
    var found = HouseNumber.at(tokens, i);
    return found == null || isNoHouse(found.next()) ? null : found;
  }

  /// What follows shows that the number is something else: a date, a time, an amount, an entrance.
  private boolean isNoHouse(int next) {
    var after = tokens.at(next);
    if (!tokens.has(next)) {
      return false;
    }
    if (after.is('%') || after.is('°') || after.is('+') || after.is('$') || after.is('₴')) {
      return true;
    }
    boolean numberGlued = tokens.at(next + 1).isNumber() && !tokens.at(next + 1).spaced();
    if (!after.spaced() && numberGlued) {
      if (after.is('.') || after.is(':')) {
        return true;
      }
      if (after.isHyphen() && tokens.at(next + 2).isHyphen() && tokens.at(next + 3).isNumber()) {
        return true;
      }
    }
    if (after.isHyphen()
        && !after.spaced()
        && tokens.at(next + 1).isWord()
        && !tokens.at(next + 1).spaced()
        && tokens.at(next + 1).raw().length() > 1) {
      return !AddressWords.AFTER_DASH.contains(tokens.at(next + 1).folded());
    }
    if (after.isHyphen()
        && !after.spaced()
        && tokens.at(next + 1).isLetter()
        && !tokens.at(next + 1).spaced()) {
      return true;
    }
    if (!after.isWord()) {
      return isPhone(next);
    }
    var word = after.folded();
    if (!after.spaced()
        && !AddressWords.FLAT.contains(word)
        && !AddressWords.isEntrance(word)
        && !AddressWords.BUILDING.contains(word)
        && !word.equals("к")
        && !word.equals("под")) {
      return true;
    }
    if (after.newLine()) {
      return false;
    }
    if (AddressWords.isEntrance(word)
        || AddressWords.ONE_FLAT.contains(word)
        || AddressWords.BUILDING.contains(word)) {
      return !tokens.at(afterMarker(next + 1)).isNumber();
    }
    if (word.equals("кв") && !tokens.at(afterMarker(next + 1)).isNumber()) {
      return tokens.at(afterMarker(next + 1)).folded().equals("м");
    }
    // «під'їзд 3 поверх 5»: the number after the floor is the floor's
    boolean floorNumbered = AddressWords.isFloor(word) && tokens.at(next + 1).isNumber();
    return AddressWords.isCounted(word) && !floorNumbered;
  }

  /// «402 11 22», «402-11-22» after the first number.
  private boolean isPhone(int next) {
    int at = tokens.at(next).isHyphen() ? next + 1 : next;
    int second = tokens.at(at + 1).isHyphen() ? at + 2 : at + 1;
    return tokens.at(at).isNumber()
        && tokens.at(at).raw().length() <= 3
        && tokens.at(at).raw().length() >= 2
        && tokens.at(second).isNumber()
        && tokens.at(second).raw().length() == 2
        && tokens.at(next - 1).raw().length() == 3;
  }

  private int afterMarker(int i) {
    int at = i;
    while (tokens.at(at).is('.') || tokens.at(at).is(':') || tokens.at(at).isHyphen()) {
      at++;
    }
    return numberSign(at);
  }

  private int numberSign(int i) {
    int at = i;
    while (tokens.at(at).is('№')
        || tokens.at(at).is('#')
        || tokens.at(at).isWord() && AddressWords.NUMBER_SIGN.contains(tokens.at(at).folded())) {
      at++;
      while (tokens.at(at).is('.') || tokens.at(at).is(':')) {
        at++;
      }
    }
    return at;
  }

  /// «не 12, а 21» is 21.
  private int corrected(int i) {
    if (!tokens.at(i).folded().equals("не") || !tokens.at(i + 1).isNumber()) {
      return i;
    }
    var wrong = HouseNumber.at(tokens, i + 1);
    int at = wrong == null ? i + 2 : wrong.next();
    // «12 а 21»: the letter belongs to «а 21»
    if (tokens.at(at).isNumber() && tokens.at(at - 1).isLetter()) {
      return at;
    }
    if (tokens.at(at).is(',')) {
      at++;
    }
    var but = tokens.at(at).folded();
    return (but.equals("а") || but.equals("но") || but.equals("але"))
            && tokens.at(at + 1).isNumber()
        ? at + 1
        : i;
  }

  private @Nullable EntrancePart entrance(int i) {
    int at = corrected(afterMarker(i + 1));
    var after = smallNumbers(at, MOST_ENTRANCE_DIGITS, false);
    if (after != null) {
      return new EntrancePart(i, after.to(), String.join(",", after.houses()));
    }
    var roman = roman(tokens.at(at));
    if (roman != null) {
      return new EntrancePart(i, at + 1, roman);
    }
    return entranceBefore(i);
  }

  private @Nullable EntrancePart entranceBefore(int i) {
    var before = tokens.at(i - 1);
    if (before.newLine() && !tokens.has(i - 1)) {
      return null;
    }
    var word = tokens.at(i).folded();
    if (before.isNumber()) {
      boolean counts = AddressWords.isSeveralEntrances(word) || isPartOfLongerNumber(i - 1);
      return counts || before.raw().length() > MOST_ENTRANCE_DIGITS
          ? null
          : new EntrancePart(i - 1, i + 1, String.join(",", withListBefore(i - 1)));
    }
    if (!before.isWord()) {
      return null;
    }
    var ordinal = AddressWords.ordinal(before.folded());
    if (ordinal != null) {
      return new EntrancePart(i - 1, i + 1, ordinal);
    }
    if (!before.spaced() && before.raw().length() <= 3) {
      int number = tokens.at(i - 2).isHyphen() ? i - 3 : i - 2;
      if (tokens.at(number).isNumber()
          && tokens.at(number).raw().length() <= MOST_ENTRANCE_DIGITS) {
        return new EntrancePart(number, i + 1, tokens.at(number).raw());
      }
    }
    return null;
  }

  private List<String> withListBefore(int i) {
    boolean list =
        (tokens.at(i - 1).is(',') && !tokens.at(i).spaced())
            && tokens.at(i - 2).isNumber()
            && tokens.at(i - 2).raw().length() <= MOST_ENTRANCE_DIGITS;
    return list ? List.of(tokens.at(i - 2).raw(), tokens.at(i).raw()) : List.of(tokens.at(i).raw());
  }

  private static @Nullable String roman(Tokens.Token token) {
    return switch (token.raw()) {
      case "I", "І" -> "1";
      case "II", "ІІ" -> "2";
      case "III", "ІІІ" -> "3";
      case "IV", "ІV" -> "4";
      case "V" -> "5";
      default -> null;
    };
  }

  private @Nullable FlatPart flat(int i) {
    int at = corrected(afterMarker(i + 1));
    var after = smallNumbers(at, MOST_FLAT_DIGITS, true);
    if (after != null) {
      return new FlatPart(i, after.to(), String.join(",", after.houses()));
    }
    var before = tokens.at(i - 1);
    boolean one = AddressWords.ONE_FLAT.contains(tokens.at(i).folded());
    if (one && before.isNumber() && !isPartOfLongerNumber(i - 1)) {
      return new FlatPart(i - 1, i + 1, before.raw());
    }
    return null;
  }

  /// Plain numbers with commas, «та» or a hyphen between.
  private @Nullable Houses smallNumbers(int i, int digits, boolean letters) {
    var first = smallNumber(i, digits, letters);
    if (first == null) {
      return null;
    }
    var numbers = new ArrayList<String>();
    numbers.add(first.house());
    int to = first.next();
    while (true) {
      var separator = tokens.at(to);
      boolean range = separator.isHyphen() && !separator.spaced();
      if (!separator.is(',') && !range && !AddressWords.AND.contains(separator.folded())) {
        break;
      }
      var more = smallNumber(numberSign(to + 1), digits, letters);
      if (more == null) {
        break;
      }
      if (range) {
        numbers.set(numbers.size() - 1, numbers.getLast() + "-" + more.house());
      } else {
        numbers.add(more.house());
      }
      to = more.next();
    }
    return new Houses(numbers, to);
  }

  private HouseNumber.@Nullable Found smallNumber(int i, int digits, boolean letters) {
    var token = tokens.at(i);
    if (!token.isNumber() || token.raw().length() > digits) {
      return null;
    }
    var house = HouseNumber.at(tokens, i);
    if (house == null) {
      return null;
    }
    boolean houseFollows =
        tokens.at(house.next()).isWord() && AddressWords.isHouse(tokens.at(house.next()).folded());
    if (!houseFollows && isNoHouse(house.next())) {
      return null;
    }
    return letters && !house.house().contains("/")
        ? house
        : new HouseNumber.Found(token.raw(), i + 1);
  }

  private @Nullable BuildingPart building(int i) {
    int at = afterMarker(i + 1);
    var found = HouseNumber.at(tokens, at);
    if (found != null && !isNoHouse(found.next())) {
      return new BuildingPart(i, found.next(), found.house());
    }
    var letter = tokens.at(at);
    return letter.isLetter() && Character.isUpperCase(letter.raw().charAt(0))
        ? new BuildingPart(i, at + 1, letter.raw())
        : null;
  }

  /// «25к3», «25 к. 3»: the building right after a house.
  @Nullable BuildingPart buildingAfterHouse(int i) {
    if (!tokens.at(i).folded().equals("к") || !tokens.at(i).isWord()) {
      return null;
    }
    var found = HouseNumber.at(tokens, afterMarker(i + 1));
    return found == null || isNoHouse(found.next())
        ? null
        : new BuildingPart(i, found.next(), found.house());
  }

  /// A number that stands alone, as an answer: «25», «25а», «номер 25».
  @Nullable HousePart bare(int i) {
    if (isPartOfLongerNumber(i)) {
      return null;
    }
    var list = houses(i);
    return list == null ? null : new HousePart(i, list.to(), list.houses(), true);
  }
}
