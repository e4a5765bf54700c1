package ua.holos.nlp.address;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ua.holos.nlp.address.AddressPart.EntrancePart;
import ua.holos.nlp.address.AddressPart.FlatPart;

/// Reads entrances and flats, before and after their number, in words and in lists. Stateless but
/// for its text.
final class UnitReader {
  private static final int MOST_FLAT_DIGITS = 4;
  private static final int MOST_ENTRANCE_DIGITS = 2;

  private final Tokens tokens;
  private final Numbers numbers;

  UnitReader(Tokens tokens, Numbers numbers) {
    this.tokens = tokens;
    this.numbers = numbers;
  }

  /// Plain numbers of a list.
  private record Listed(List<String> values, int to) {}

  /// The entrance or flat whose marker stands at a token, null when none does.
  @Nullable AddressPart at(int i) {
    var token = tokens.at(i);
    if (!token.isWord()) {
      return null;
    }
    if (isEntranceMarker(i)) {
      return entrance(i);
    }
    if (isTornEntrance(i)) {
      return tornEntrance(i);
    }
    return isFlatMarker(i) ? flat(i) : null;
  }

  private boolean isEntranceMarker(int i) {
    var folded = tokens.at(i).folded();
    return AddressWords.isEntrance(folded)
        || isShortEntrance(i)
        || isBesideNumber(i) && AddressWords.isNearEntrance(folded);
  }

  /// «під їзд», «под езде»: one word in two.
  private boolean isTornEntrance(int i) {
    var first = tokens.at(i).folded();
    var second = tokens.at(i + 1);
    return (first.equals("пид") || first.equals("под"))
        && second.isWord()
        && (second.folded().startsWith("изд") || second.folded().startsWith("езд"));
  }

  private @Nullable EntrancePart tornEntrance(int i) {
    int at = numbers.afterMarker(i + 2);
    var after = list(at, MOST_ENTRANCE_DIGITS, false);
    return after != null
        ? new EntrancePart(i, after.to(), String.join(",", after.values()))
        : entranceBefore(i, i + 2);
  }

  private boolean isFlatMarker(int i) {
    var folded = tokens.at(i).folded();
    return AddressWords.FLAT.contains(folded)
        || isBesideNumber(i) && AddressWords.isNearFlat(folded);
  }

  private boolean isBesideNumber(int i) {
    return tokens.at(numbers.afterMarker(i + 1)).isNumber()
        || tokens.at(i - 1).isNumber()
        || NameWords.isOrdinalEnding(tokens.at(i - 1)) && tokens.at(i - 2).isHyphen();
  }

  /// «під. 2», «45 под 2 кв 30», «2 под, 3 этаж», «п-д 2».
  private boolean isShortEntrance(int i) {
    var folded = tokens.at(i).folded();
    if (folded.equals("парад") && tokens.at(i + 1).is('.')) {
      return true;
    }
    if (tokens.at(i + 1).isHyphen() && !tokens.at(i + 1).spaced()) {
      var end = tokens.at(i + 2).folded();
      return (folded.equals("под") || folded.equals("п") || folded.equals("пид"))
          && (end.equals("д") || end.equals("зд") || end.equals("т"))
          && !tokens.at(i + 2).spaced();
    }
    if (!folded.equals("под") && !folded.equals("пид") && !folded.equals("пидз")) {
      return false;
    }
    if (tokens.at(i + 1).is('.')) {
      return tokens.at(numbers.afterMarker(i + 1)).isNumber() || isSmall(tokens.at(i - 1));
    }
    var after = tokens.at(i + 2);
    boolean ends =
        !tokens.has(i + 2) || !after.isWord() || AddressWords.FLAT.contains(after.folded());
    if (tokens.at(i - 1).isNumber() && tokens.at(i + 1).isNumber() && ends) {
      return true;
    }
    return isSmall(tokens.at(i - 1)) && (tokens.at(i + 1).is(',') || !tokens.has(i + 1));
  }

  /// «Садова 5, п. 3», «Садова 5 п3 кв 15»: a letter that only beside a house is the entrance.
  @Nullable EntrancePart entranceAfterHouse(int i) {
    int at = tokens.at(i).is(',') ? i + 1 : i;
    if (!tokens.at(at).folded().equals("п") || !tokens.at(at).isLetter()) {
      return null;
    }
    int number = tokens.at(at + 1).is('.') ? at + 2 : at + 1;
    var after = tokens.at(number + 1);
    boolean ends =
        !tokens.has(number + 1)
            || after.newLine()
            || after.is(',')
            || AddressWords.FLAT.contains(after.folded());
    return isSmall(tokens.at(number)) && ends
        ? new EntrancePart(at, number + 1, tokens.at(number).raw())
        : null;
  }

  private static boolean isSmall(Tokens.Token token) {
    return token.isNumber() && token.raw().length() <= MOST_ENTRANCE_DIGITS;
  }

  private @Nullable EntrancePart entrance(int i) {
    int marked = tokens.at(i + 1).isHyphen() && isShortEntrance(i) ? i + 3 : i + 1;
    int at = numbers.corrected(numbers.afterMarker(marked));
    var after = list(at, MOST_ENTRANCE_DIGITS, false);
    if (after != null) {
      return isBetween(i)
          ? null
          : new EntrancePart(i, after.to(), String.join(",", after.values()));
    }
    var ordinal = ordinalAfter(i, marked);
    if (ordinal != null) {
      return new EntrancePart(i, marked + 1, ordinal);
    }
    var bracketed = inBrackets(i, marked);
    if (bracketed != null) {
      return bracketed;
    }
    var roman = roman(tokens.at(at));
    boolean and = tokens.at(at).raw().equals("І") && tokens.at(at + 1).isWord();
    if (roman != null && !and) {
      return new EntrancePart(i, at + 1, roman);
    }
    return entranceBefore(i, marked);
  }

  /// «парадне перше, кв. 5», not «подъездов десять».
  private @Nullable String ordinalAfter(int i, int after) {
    var word = tokens.at(after);
    boolean several = tokens.at(i).folded().endsWith("ив") || tokens.at(i).folded().endsWith("ов");
    return word.isWord() && !several && !word.raw().endsWith("ь") && !tokens.at(after + 1).isWord()
        ? AddressWords.ordinal(word.folded())
        : null;
  }

  /// «у під'їзді (№3)», «в подъезде (1-й)».
  private @Nullable EntrancePart inBrackets(int i, int to) {
    int number = numbers.numberSign(to + 1);
    if (!tokens.at(to).is('(') || !isSmall(tokens.at(number))) {
      return null;
    }
    int end = number + 1;
    if (tokens.at(end).isHyphen() && NameWords.isOrdinalEnding(tokens.at(end + 1))) {
      end += 2;
    }
    return tokens.at(end).is(')') ? new EntrancePart(i, end + 1, tokens.at(number).raw()) : null;
  }

  private @Nullable EntrancePart entranceBefore(int i, int to) {
    var before = tokens.at(i - 1);
    if (before.isHyphen() && tokens.at(i - 2).isNumber()) {
      // «1- парадне»
      return isSmall(tokens.at(i - 2)) && !numbers.isPartOfLongerNumber(i - 2)
          ? new EntrancePart(i - 2, to, tokens.at(i - 2).raw())
          : null;
    }
    if (before.isNumber()) {
      var list = listBefore(i - 1);
      boolean counts = isCount(i) || numbers.isPartOfLongerNumber(i - 1);
      if (counts && list.values().size() == 1
          || before.raw().length() > MOST_ENTRANCE_DIGITS
          || isBetween(list.to())) {
        return null;
      }
      return new EntrancePart(list.to(), to, String.join(",", list.values()));
    }
    if (!before.isWord()) {
      return null;
    }
    var ordinal = AddressWords.ordinal(before.folded());
    if (ordinal != null) {
      return ordinalEntrance(i, to, ordinal);
    }
    boolean apart = before.spaced() && isOrdinalEndingApart(before.folded());
    if ((!before.spaced() || apart) && before.raw().length() <= 3) {
      int number = tokens.at(i - 2).isHyphen() ? i - 3 : i - 2;
      if (isSmall(tokens.at(number))) {
        var list = listBefore(number);
        return isBetween(list.to())
            ? null
            : new EntrancePart(list.to(), to, String.join(",", list.values()));
      }
    }
    return null;
  }

  /// «у 3 му під'їзді», «возле 2 го подъезда».
  private static boolean isOrdinalEndingApart(String folded) {
    return switch (folded) {
      case "му", "го", "ому", "ого", "ти", "ои", "ом" -> true;
      default -> false;
    };
  }

  /// «другому під'їзді», «в першому та другому під'їздах», not «між першим і другим під'їздами».
  private @Nullable EntrancePart ordinalEntrance(int i, int to, String ordinal) {
    if (AddressWords.AND.contains(tokens.at(i - 2).folded()) && tokens.at(i - 3).isWord()) {
      var other = AddressWords.ordinal(tokens.at(i - 3).folded());
      if (other != null) {
        return isBetween(i - 3) ? null : new EntrancePart(i - 3, to, other + "," + ordinal);
      }
    }
    return new EntrancePart(i - 1, to, ordinal);
  }

  /// «між 1 та 2 під'їздом» orients, it names none.
  private boolean isBetween(int first) {
    var before = tokens.at(first - 1);
    return AddressWords.BETWEEN.contains(before.folded());
  }

  /// «3 під'їзди», «5 подъездов» counts entrances; «в 3 під'їзді», «возле 3 подъезда» names one.
  private boolean isCount(int i) {
    var raw = tokens.at(i).raw();
    var folded = tokens.at(i).folded();
    if (folded.endsWith("ив") || folded.endsWith("ов")) {
      return true;
    }
    char last = Character.toLowerCase(raw.charAt(raw.length() - 1));
    boolean many = last == 'и' || last == 'ы' || last == 'а' && !folded.startsWith("парадн");
    return many
        && !AddressWords.BESIDE.contains(tokens.at(i - 2).folded())
        && Counted.isFew(tokens.at(i - 1).raw());
  }

  /// «1, 2 та 3» before a marker; `to` is the list's first token.
  private Listed listBefore(int i) {
    var values = new ArrayList<String>();
    values.add(tokens.at(i).raw());
    int at = i;
    while (true) {
      var separator = tokens.at(at - 1);
      boolean and = AddressWords.AND.contains(separator.folded()) && separator.isWord();
      boolean range = separator.isHyphen() && !separator.spaced();
      boolean comma = separator.is(',') && (and || !tokens.at(at).spaced() || values.size() > 1);
      if (!and && !range && !comma) {
        break;
      }
      int ending = at - 2;
      if (NameWords.isOrdinalEnding(tokens.at(ending)) && tokens.at(ending - 1).isHyphen()) {
        ending -= 2;
      }
      boolean partOfHouse = tokens.at(ending - 1).is('/');
      if (!isSmall(tokens.at(ending)) || partOfHouse) {
        break;
      }
      if (range) {
        values.set(0, tokens.at(ending).raw() + "-" + values.getFirst());
      } else {
        values.addFirst(tokens.at(ending).raw());
      }
      at = ending;
    }
    return new Listed(values, at);
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
    if (tokens.at(i - 1).isNumber() && Counted.isCounted("5", tokens.at(i).folded())) {
      return null;
    }
    int at = numbers.corrected(numbers.afterMarker(i + 1));
    var after = list(at, MOST_FLAT_DIGITS, true);
    if (after != null) {
      return isBetween(i) ? null : new FlatPart(i, after.to(), String.join(",", after.values()));
    }
    var before = tokens.at(i - 1);
    boolean one = AddressWords.ONE_FLAT.contains(tokens.at(i).folded());
    int ordinal = i - 3;
    if (NameWords.isOrdinalEnding(before)
        && (one || tokens.at(i).folded().equals("квартири"))
        && !before.folded().equals("х")
        && tokens.at(i - 2).isHyphen()
        && tokens.at(ordinal).isNumber()
        && !numbers.isPartOfLongerNumber(ordinal)) {
      // «мешканці 31-ї квартири»
      return new FlatPart(ordinal, i + 1, tokens.at(ordinal).raw());
    }
    if (one && before.isNumber() && !numbers.isPartOfLongerNumber(i - 1)) {
      return new FlatPart(i - 1, i + 1, before.raw());
    }
    return null;
  }

  /// Plain numbers with commas, «та» or a hyphen between.
  private @Nullable Listed list(int i, int digits, boolean letters) {
    var first = one(i, digits, letters);
    if (first == null) {
      return null;
    }
    var values = new ArrayList<String>();
    values.add(first.house());
    int to = first.next();
    while (true) {
      var separator = tokens.at(to);
      boolean range = separator.isHyphen() && (!separator.spaced() || digits == MOST_FLAT_DIGITS);
      if (!separator.is(',') && !range && !AddressWords.AND.contains(separator.folded())) {
        break;
      }
      var more = one(numbers.numberSign(to + 1), digits, letters);
      if (more == null) {
        if (range && !separator.spaced() && numbers.isCount(to + 1)) {
          // «в квартире 12-13 градусов»
          return null;
        }
        break;
      }
      if (range) {
        values.set(values.size() - 1, values.getLast() + "-" + more.house());
      } else {
        values.add(more.house());
      }
      to = more.next();
    }
    return new Listed(values, to);
  }

  private HouseNumber.@Nullable Found one(int i, int digits, boolean letters) {
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
    if (!houseFollows && numbers.isNoHouse(i, house.next())) {
      return null;
    }
    return letters && !house.house().contains("/")
        ? house
        : new HouseNumber.Found(token.raw(), i + 1);
  }
}
