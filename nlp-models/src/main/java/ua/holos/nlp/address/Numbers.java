package ua.holos.nlp.address;

/// What the numbers of a text are, by what stands around them: a house, or a date, a time, an
/// amount, a phone. Stateless but for its text.
final class Numbers {
  private final Tokens tokens;

  Numbers(Tokens tokens) {
    this.tokens = tokens;
  }

  /// «14.5», «12:30», «3/5»: the number at a token continues another.
  boolean isPartOfLongerNumber(int i) {
    var before = tokens.at(i - 1);
    return (before.is('.')
            || before.is(',')
            || before.is(':')
            || before.is('/')
            || before.isHyphen())
        && !tokens.at(i).spaced()
        && tokens.at(i - 2).isNumber();
  }

  /// What follows shows that the number is something else: a date, a time, an amount, an entrance.
  ///
  /// @param number first token of the number
  /// @param next token after it
  boolean isNoHouse(int number, int next) {
    var after = tokens.at(next);
    if (!tokens.has(next)) {
      return false;
    }
    if (after.is('%')
        || after.is('°')
        || after.is('+') && !after.spaced()
        || after.is('$')
        || after.is('₴')) {
      return true;
    }
    if (!after.isWord()) {
      return isDateOrTime(next) || isAmount(next) || isCompound(next) || isPhone(next);
    }
    return isOtherBeforeWord(number, next);
  }

  /// «12.05», «14:30», «2014-05-12».
  private boolean isDateOrTime(int next) {
    var after = tokens.at(next);
    boolean glued =
        !after.spaced() && tokens.at(next + 1).isNumber() && !tokens.at(next + 1).spaced();
    if (!glued) {
      return false;
    }
    return after.is('.') || after.is(':') || after.isHyphen() && isDate(next - 1);
  }

  /// «2014-05-12», «07-03-15», not the houses «3-5-9» and «12-18-20».
  private boolean isDate(int first) {
    if (!tokens.at(first + 3).isHyphen() || !tokens.at(first + 4).isNumber()) {
      return false;
    }
    for (int i = first; i <= first + 4; i += 2) {
      var digits = tokens.at(i).raw();
      if (digits.length() == 4 || digits.charAt(0) == '0') {
        return true;
      }
    }
    return isPhone(first + 1);
  }

  /// «1,5 года»: a decimal that is counted.
  private boolean isAmount(int next) {
    return tokens.at(next).is(',')
        && !tokens.at(next).spaced()
        && tokens.at(next + 1).isNumber()
        && !tokens.at(next + 1).spaced()
        && tokens.at(next + 2).isWord()
        && !AddressWords.isFloor(tokens.at(next + 2).folded())
        && isCounted(next + 1, next + 2);
  }

  /// «16-поверховий», «9-е».
  private boolean isCompound(int next) {
    var after = tokens.at(next);
    var word = tokens.at(next + 1);
    boolean dash = tokens.at(next - 1).isLetter();
    if (!after.isHyphen() || after.spaced() || !word.isWord() || word.spaced() || dash) {
      return false;
    }
    return word.isLetter() || !AddressWords.AFTER_DASH.contains(word.folded());
  }

  private boolean isOtherBeforeWord(int number, int next) {
    var after = tokens.at(next);
    var word = after.folded();
    if (!after.spaced()
        && !AddressWords.GLUED.contains(word)
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
    boolean numbered = tokens.at(afterMarker(next + 1)).isNumber();
    if (AddressWords.isEntrance(word)
        || !numbered && AddressWords.isNearEntrance(word)
        || AddressWords.ONE_FLAT.contains(word)
        || AddressWords.BUILDING.contains(word)) {
      return !numbered;
    }
    if (AddressWords.FLAT.contains(word) && !Counted.isCounted("5", word)) {
      return !numbered && (!word.equals("кв") || isSquareMetres(next));
    }
    // «під'їзд 3 поверх 5»: the number after the floor is the floor's
    boolean floorNumbered = AddressWords.isFloor(word) && tokens.at(next + 1).isNumber();
    return !floorNumbered && !isHouseByForm(number, next) && isCounted(number, next);
  }

  /// «12а годину тому», «12/3 автобус»: a letter or a slash counts nothing.
  private boolean isHouseByForm(int number, int next) {
    for (int i = number + 1; i < next; i++) {
      var token = tokens.at(i);
      boolean letter = token.isLetter() && "абвгд".contains(token.folded());
      if (letter && !token.spaced() || token.is('/') && next == i + 2) {
        return true;
      }
    }
    return false;
  }

  private boolean isSquareMetres(int flat) {
    return tokens.at(afterMarker(flat + 1)).folded().equals("м");
  }

  /// Whether a number at a token counts what stands behind it: «13 градусов».
  boolean isCount(int i) {
    return tokens.at(i).isNumber() && tokens.at(i + 1).isWord() && isCounted(i, i + 1);
  }

  /// Whether a word after a number says what is counted: «5 машин», «2014 року», not «5 м. Київ».
  private boolean isCounted(int number, int word) {
    var token = tokens.at(word);
    boolean city =
        token.isLetter() && tokens.at(word + 1).is('.') && tokens.at(word + 2).isCapitalised();
    // «буд. 30 літ. Б»
    boolean letter = token.folded().equals("лит") && tokens.at(word + 1).is('.');
    return !city && !letter && Counted.isCounted(tokens.at(number).raw(), token.folded());
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

  /// The token after the signs between a marker and its number: «буд. № 5», «кв-ра 5».
  int afterMarker(int i) {
    int at = i;
    while (tokens.at(at).is('.') || tokens.at(at).is(':') || tokens.at(at).isHyphen()) {
      at++;
    }
    if (tokens.at(at - 1).isHyphen() && isEndOfMarker(at)) {
      at++;
    }
    return numberSign(at);
  }

  /// «кв-ра», «буд-к».
  private boolean isEndOfMarker(int i) {
    var token = tokens.at(i);
    return token.isWord()
        && !token.spaced()
        && switch (token.folded()) {
          case "ра", "ри", "ру", "к", "ку", "нок", "нку" -> true;
          default -> false;
        };
  }

  int numberSign(int i) {
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
  int corrected(int i) {
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
}
