package ua.holos.nlp.address;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ua.holos.nlp.address.AddressPart.BuildingPart;
import ua.holos.nlp.address.AddressPart.HousePart;

/// Reads house numbers, marked («буд. 5») or right after a street, alone, in lists and ranges, and
/// the building (корпус) that belongs to a house. Stateless but for its text.
final class HouseReader {
  private final Tokens tokens;
  private final Numbers numbers;

  HouseReader(Tokens tokens, Numbers numbers) {
    this.tokens = tokens;
    this.numbers = numbers;
  }

  /// One house or a list: «5, 6 та 7», «9-11», «106 та № 108», «84, буд. 55».
  record Houses(List<String> houses, List<Integer> starts, int to) {}

  boolean isMarker(int i) {
    var token = tokens.at(i);
    return token.isWord()
        && (AddressWords.isHouse(token.folded())
            || AddressWords.HOUSE_LETTERS.contains(token.folded())
            || isMisspeltMarker(i));
  }

  /// «буднику 5», «будинка №7»: only before a number.
  private boolean isMisspeltMarker(int i) {
    if (isResidential(i)) {
      return true;
    }
    var folded = tokens.at(i).folded();
    if (folded.length() < 5 || folded.length() > 9 || folded.charAt(0) != 'б') {
      return false;
    }
    return tokens.at(numbers.afterMarker(i + 1)).isNumber() && AddressWords.isNearHouse(folded);
  }

  /// «ж/б 54»: житловий будинок.
  private boolean isResidential(int i) {
    return tokens.at(i - 1).is('/')
        && tokens.at(i - 2).folded().equals("ж")
        && AddressWords.HOUSE_LETTERS.contains(tokens.at(i).folded());
  }

  /// The house whose marker stands at a token.
  @Nullable HousePart marked(int i) {
    var folded = tokens.at(i).folded();
    boolean letter = AddressWords.HOUSE_LETTERS.contains(folded);
    if (letter && !tokens.at(i + 1).is('.') && tokens.at(i + 1).spaced() && !isResidential(i)) {
      return null;
    }
    int at = numbers.corrected(numbers.afterMarker(i + 1));
    var list = houses(at);
    if (list != null) {
      return new HousePart(i, list.to(), list.houses(), list.starts(), !letter);
    }
    return letter ? null : numberBefore(i);
  }

  /// «27 будинок», «6-го дома», «у 5-му будинку».
  private @Nullable HousePart numberBefore(int i) {
    var word = tokens.at(i).folded();
    var before = tokens.at(i - 1);
    if (before.isWord()
        && !before.spaced()
        && tokens.at(i - 2).isHyphen()
        && tokens.at(i - 3).isNumber()
        && NameWords.isOrdinalEnding(before)
        && !AddressWords.HOUSES.contains(word)) {
      return new HousePart(i - 3, i + 1, List.of(tokens.at(i - 3).raw()), List.of(i - 3), true);
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
    if (before.isHyphen() || belongsElsewhere || numbers.isPartOfLongerNumber(from)) {
      return null;
    }
    var found = HouseNumber.at(tokens, from);
    return found != null && found.next() == i
        ? new HousePart(from, i + 1, List.of(found.house()), List.of(from), true)
        : null;
  }

  /// House numbers right after a street name; marked («буд. 5») or bare («, 5»).
  @Nullable HousePart afterStreet(int i) {
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
    int marked = at;
    if (isMarker(at)) {
      marked = numbers.corrected(numbers.afterMarker(at + 1));
    }
    boolean hasMarker = marked > at;
    int number = numbers.numberSign(marked);
    if (!hasMarker && number == marked && dot) {
      boolean apart = tokens.at(number).spaced() || tokens.at(number).newLine();
      if (apart) {
        return null;
      }
    }
    var list = houses(number);
    return list == null
        ? null
        : new HousePart(at, list.to(), list.houses(), list.starts(), hasMarker);
  }

  private @Nullable Houses houses(int i) {
    var first = one(i);
    if (first == null) {
      return null;
    }
    var houses = new ArrayList<String>();
    var starts = new ArrayList<Integer>();
    houses.add(first.house());
    starts.add(i);
    int to = first.next();
    while (true) {
      int next = afterSeparator(to);
      var more = next < 0 ? null : one(numbers.numberSign(next));
      if (more == null) {
        boolean range = tokens.at(to).isHyphen() && !tokens.at(to).spaced();
        if (range && numbers.isCount(to + 1)) {
          // «3-5 серпня»
          return null;
        }
        break;
      }
      houses.add(more.house());
      starts.add(next);
      to = more.next();
    }
    return new Houses(houses, starts, to);
  }

  /// Where the next number of a list may begin, -1 when the list ends here.
  private int afterSeparator(int i) {
    var separator = tokens.at(i);
    if (!separator.is(',')
        && !separator.isHyphen()
        && !separator.is('/')
        && !AddressWords.AND.contains(separator.folded())) {
      return -1;
    }
    int at = i + 1;
    if (separator.is(',') && AddressWords.AND.contains(tokens.at(at).folded())) {
      at++;
    }
    if (tokens.at(at).newLine()) {
      return -1;
    }
    return AddressWords.isHouse(tokens.at(at).folded()) && tokens.at(at).isWord()
        ? numbers.afterMarker(at + 1)
        : at;
  }

  private HouseNumber.@Nullable Found one(int i) {
    if (numbers.isPartOfLongerNumber(i)
        && !tokens.at(i - 1).isHyphen()
        && !tokens.at(i - 1).is(',')
        && !tokens.at(i - 1).is('/')) {
      return null;
    }
    var found = HouseNumber.at(tokens, i);
    return found == null || numbers.isNoHouse(i, found.next()) ? null : found;
  }

  @Nullable BuildingPart building(int i) {
    int at = numbers.afterMarker(i + 1);
    var found = HouseNumber.at(tokens, at);
    if (found != null && !numbers.isNoHouse(at, found.next())) {
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
    int at = numbers.afterMarker(i + 1);
    var found = HouseNumber.at(tokens, at);
    return found == null || numbers.isNoHouse(at, found.next())
        ? null
        : new BuildingPart(i, found.next(), found.house());
  }

  /// A number that stands alone, as an answer: «25», «25а», «номер 25».
  @Nullable HousePart bare(int i) {
    if (numbers.isPartOfLongerNumber(i)) {
      return null;
    }
    var list = houses(i);
    return list == null ? null : new HousePart(i, list.to(), list.houses(), list.starts(), true);
  }
}
