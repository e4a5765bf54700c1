package ua.holos.nlp.details;

import ua.holos.bot.understanding.Detail;

/// Reads the numbers that offices give out: of an account and of an appeal.
final class ReferenceDetails {

  private static final int SHORTEST_ACCOUNT = 5;
  private static final int SHORTEST_UNNAMED_ACCOUNT = 7;
  private static final int SHORTEST_APPEAL_NUMBER = 4;

  private final DetailText text;
  private final FoundDetails found;

  ReferenceDetails(DetailText text, FoundDetails found) {
    this.text = text;
    this.found = found;
  }

  void readAccount() {
    for (int at = 0; at < text.size(); at++) {
      boolean account =
          text.is("account-word", at) && (text.is("account-kind", at - 1) || longNumber(at));
      if (account || (text.is("account-kind", at) && !text.is("account-word", at + 1))) {
        int place = text.is("number-word", at + 1) ? at + 2 : at + 1;
        if (text.digits(place) >= SHORTEST_ACCOUNT) {
          text.use(place);
          found.put(Detail.ACCOUNT, text.written(place, place));
          return;
        }
      }
    }
  }

  private boolean longNumber(int at) {
    int place = text.is("number-word", at + 1) ? at + 2 : at + 1;
    return text.digits(place) >= SHORTEST_UNNAMED_ACCOUNT;
  }

  void readAppealNumber() {
    for (int at = 0; at < text.size(); at++) {
      if (!text.word(at).number()) {
        continue;
      }
      boolean coded = text.matches(at, "\\d{1,2}-\\d{4,8}");
      boolean plain = text.matches(at, "\\d{" + SHORTEST_APPEAL_NUMBER + ",10}");
      if (coded || (plain && namedAsAppeal(at)) || (plain && lettered(at))) {
        text.use(at);
        found.put(Detail.APPEAL_NUMBER, text.written(lettered(at) ? at - 1 : at, at));
        return;
      }
    }
  }

  private boolean namedAsAppeal(int at) {
    for (int before = at - 1; before >= 0 && before >= at - 3; before--) {
      if (!text.together(before, at)
          || text.is("house", before)
          || text.is("account-word", before)) {
        return false;
      }
      if (text.is("appeal", before)) {
        return true;
      }
    }
    return text.is("appeal", at + 1);
  }

  /// «К-17327»: a letter, a hyphen, and the number.
  private boolean lettered(int at) {
    return at > 0
        && text.between(at - 1, at).equals("-")
        && text.word(at - 1).capital()
        && text.word(at - 1).lower().length() <= 2;
  }
}
