package ua.holos.nlp.address;

/// What stands around a name in a text: whether it begins or ends a piece of the sentence, and
/// whether the words beside it make it something other than a street. Stateless but for its text.
final class Surroundings {
  private static final int LONG_TEXT = 40;
  private static final int STOP_WORDS_BACK = 12;

  private final Tokens tokens;
  private final boolean cased;
  private final boolean namesDistricts;

  Surroundings(Tokens tokens) {
    this.tokens = tokens;
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

  /// Whether the writer uses capitals as in print: then a small letter says "no name".
  boolean isCased() {
    return cased;
  }

  /// Whether the text speaks of districts: then «Печерському» alone is one.
  boolean namesDistricts() {
    return namesDistricts;
  }

  /// The last token before a name that is neither quote nor bracket.
  int before(int i) {
    int before = i - 1;
    while (tokens.at(before).isQuote() || tokens.at(before).is('(')) {
      before--;
    }
    return before;
  }

  int skipQuotes(int i) {
    int at = i;
    while (tokens.at(at).isQuote()) {
      at++;
    }
    return at;
  }

  boolean startsSegment(int i) {
    var before = tokens.at(i - 1);
    return isSentenceStart(i)
        || before.is(',')
        || before.is('(')
        || before.is(':')
        || before.is(';');
  }

  boolean isSentenceStart(int i) {
    var before = tokens.at(i - 1);
    return !tokens.has(i - 1)
        || tokens.at(i).newLine()
        || before.is('.')
        || before.is('!')
        || before.is('?');
  }

  boolean endsSegment(int to) {
    var after = tokens.at(to);
    return !tokens.has(to)
        || after.newLine()
        || after.is(',')
        || after.is('.')
        || after.is(')')
        || after.is('!')
        || after.is(';');
  }

  /// Whether a word in capitals stands in a text that has small letters too: says nothing.
  boolean isShouted(int i) {
    var raw = tokens.at(i).raw();
    return raw.length() > 3 && Character.isUpperCase(raw.charAt(1));
  }

  /// «на розі», «перетин із», up to three words before.
  boolean isAtCrossing(int i) {
    for (int at = i - 1; at >= i - 3 && tokens.has(at); at--) {
      if (tokens.at(at).is('.')) {
        return false;
      }
      if (AddressWords.isCrossing(tokens.at(at).folded())) {
        return true;
      }
    }
    return false;
  }

  /// «Сирецько-Печерська лінія» names neither street.
  boolean isPieceOfCompound(int from, int to) {
    // «ремонт-40 років Жовтня»: a number goes on with no name
    boolean before =
        tokens.at(from - 1).isHyphen()
            && tokens.at(from).isWord()
            && !AddressWords.ADDRESS.contains(tokens.at(from - 2).folded())
            && !tokens.at(from).spaced()
            && !tokens.at(from - 1).spaced()
            && tokens.at(from - 2).isWord();
    return before || continuesInCompound(to);
  }

  boolean continuesInCompound(int to) {
    return tokens.at(to).isHyphen()
        && !tokens.at(to).spaced()
        && tokens.at(to + 1).isWord()
        && tokens.at(to + 1).raw().length() > 2
        && !tokens.at(to + 1).spaced();
  }

  /// «парк Перемога», «м. Київ», «ст. Дарниця», «на зупинці транспорту Контрактова».
  boolean isSomethingElseBefore(int i) {
    int before = i - 1;
    while (tokens.at(before).isQuote()) {
      before--;
    }
    var word = tokens.at(before).folded();
    if (tokens.at(before).is('.')) {
      var abbreviated = tokens.at(before - 1).folded();
      return isPlaceLetter(abbreviated)
          || AddressWords.isOtherBefore(abbreviated) && abbreviated.length() <= 3;
    }
    return tokens.at(before).isWord()
            && !tokens.at(before + 1).newLine()
            && AddressWords.isOtherBefore(word)
        || isStopName(i);
  }

  /// «м. Київ», «с. Пирогове», «м. Деміївська» (метро).
  static boolean isPlaceLetter(String folded) {
    return folded.equals("м") || folded.equals("с") || folded.equals("г") || folded.equals("смт");
  }

  /// «Оболонський район», «Лук'янівський ринок».
  boolean isSomethingElseAfter(int to) {
    int after = skipQuotes(to);
    // «Іванівської (Пушкінської) лікарні»
    after += tokens.at(after).is(')') ? 1 : 0;
    var token = tokens.at(after);
    if (!token.isWord() || token.newLine()) {
      return false;
    }
    return isDistrict(after)
        || AddressWords.isOtherAfter(token.folded())
        || AddressWords.isAdjective(tokens.at(to - 1).folded())
            && AddressWords.isOtherAfterAdjective(token.folded());
  }

  /// «район», «р-н».
  boolean isDistrict(int i) {
    var token = tokens.at(i);
    return token.isWord()
        && !token.newLine()
        && (AddressWords.isDistrict(token.folded())
            || token.folded().equals("рн")
            || token.folded().equals("р") && tokens.at(i + 1).isHyphen());
  }

  /// «на зупинці "вул. Полтавська"», «на зупинці автобуса № 62 Контрактова»: a street's name as the
  /// name of a stop.
  boolean isStopName(int i) {
    int at = before(i);
    int last = i - STOP_WORDS_BACK;
    boolean list = false;
    while (at > last && tokens.has(at)) {
      var token = tokens.at(at);
      if (AddressWords.isStop(token.folded())) {
        return !list || AddressWords.isSeveralStops(token.raw());
      }
      // «автобусів № 3, 12, 40»: numbers of routes, not names of stops
      boolean routes =
          token.is(',') && tokens.at(at - 1).isNumber() && tokens.at(at + 1).isNumber();
      boolean listed =
          token.is(',') && !routes
              || token.isCapitalised()
              || token.isWord() && AddressWords.AND.contains(token.folded());
      list |= listed && !AddressWords.isTransport(token.folded());
      boolean belongsToStop =
          token.isNumber()
              || token.is('№')
              || token.isQuote()
              || token.is(')')
              || token.is('(')
              || token.is(',')
              || listed
              || token.isWord() && AddressWords.isTransport(token.folded());
      if (!belongsToStop || tokens.at(at + 1).newLine()) {
        return false;
      }
      at--;
    }
    return false;
  }
}
