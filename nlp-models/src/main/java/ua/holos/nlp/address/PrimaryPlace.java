package ua.holos.nlp.address;

import java.util.List;
import java.util.Set;

/// Decides which of a text's addresses the appeal is about, and which are offices, neighbours,
/// comparisons or only help to find the place.
final class PrimaryPlace {
  private static final int ADDRESSEE_WITHIN = 40;

  private static final int MOST_TO_CROSSING = 4;
  private static final int LONGEST_STEP = 8;

  /// Before a neighbour or a comparison: «навпроти дома 5», «біля Прорізної 2».
  private static final Set<String> ASIDE =
      AddressWords.words(
          "навпроти напротив біля била возле ряд рядом около сусідній жек касе каси за від от");

  private static final String[] DIRECTIONS =
      AddressWords.folded("сторону", "бік", "напрям", "направлени");

  private static final Set<String> COMPARED = AddressWords.words("як как ніж чем");

  private final Tokens tokens;
  private final Surroundings around;

  PrimaryPlace(Tokens tokens, Surroundings around) {
    this.tokens = tokens;
    this.around = around;
  }

  /// Notes which addresses are streets that cross: repeats of them may be dropped afterwards.
  void markCrossings(List<AddressDraft> drafts) {
    AddressDraft previous = null;
    for (var draft : drafts) {
      draft.crossing =
          around.isAtCrossing(draft.from())
              || previous != null && previous.crossing && isJoined(previous, draft);
      if (draft.crossing && previous != null && leadsToCrossing(previous, draft)) {
        previous.crossing = true;
      }
      previous = draft;
    }
  }

  /// «через вул. Садову на розі вул. Лісової»: the first crosses too.
  private boolean leadsToCrossing(AddressDraft one, AddressDraft other) {
    boolean crossing = false;
    for (int i = one.to(); i < other.from(); i++) {
      var token = tokens.at(i);
      boolean word = token.isWord() && AddressWords.isCrossing(token.folded());
      boolean between = AddressWords.BETWEEN.contains(token.folded());
      crossing |= word && !between;
      if (!word && !AddressWords.GLUE.contains(token.folded()) && !token.is(',')) {
        return false;
      }
    }
    return crossing && other.from() - one.to() <= MOST_TO_CROSSING;
  }

  void mark(List<AddressDraft> drafts) {
    boolean full = false;
    AddressDraft previous = null;
    for (var draft : drafts) {
      if (previous != null) {
        if (isJoined(previous, draft)) {
          draft.primary = previous.primary;
        } else if (full && !draft.crossing && (!draft.isFull() || isAside(draft))) {
          draft.primary = false;
        }
        if (!isJoined(previous, draft)
            && (isNeighbour(draft, drafts) || isDirectionOrComparison(draft))) {
          draft.primary = false;
        }
      } else if (isNeighbour(draft, drafts)) {
        draft.primary = false;
      }
      full |= draft.isFull();
      previous = draft;
    }
    if (full) {
      demoteStreetsAlone(drafts);
      demoteAddressee(drafts);
    }
  }

  /// Another house of a street that the text is already about, unless both stand in one list: «між
  /// домом по вул. Садовій 5 і домом по вул. Садовій 7».
  private boolean isNeighbour(AddressDraft draft, List<AddressDraft> drafts) {
    return draft.isFull()
        && drafts.subList(0, drafts.indexOf(draft)).stream()
            .anyMatch(other ->
                other.isFull()
                    && other.primary
                    && draft.isSameStreet(other)
                    && (isAside(draft) || !isListed(other, draft)));
  }

  /// Whether little lies between two addresses of one sentence.
  private boolean isListed(AddressDraft one, AddressDraft other) {
    if (other.from() - one.to() > LONGEST_STEP) {
      return false;
    }
    for (int i = one.to(); i < other.from(); i++) {
      var token = tokens.at(i);
      if (token.is('!') || token.is('?') || token.is('(') || token.newLine()) {
        return false;
      }
      if (token.is('.') && tokens.at(i + 1).isCapitalised()) {
        return false;
      }
    }
    return true;
  }

  /// Beside a full address a street without a house only tells the way.
  private void demoteStreetsAlone(List<AddressDraft> drafts) {
    for (int i = 0; i < drafts.size(); i++) {
      var draft = drafts.get(i);
      boolean joinsFull =
          i + 1 < drafts.size() && drafts.get(i + 1).isFull() && isJoined(draft, drafts.get(i + 1));
      if (!draft.isFull()
          && !joinsFull
          && !draft.crossing
          && !(i > 0 && isJoined(drafts.get(i - 1), draft))) {
        draft.primary = false;
      }
    }
  }

  /// A letter's head: «Меру міста, вул. А, 1. Від …, що мешкає за адресою вул. Б, 2».
  private void demoteAddressee(List<AddressDraft> drafts) {
    for (int i = 0; i + 1 < drafts.size(); i++) {
      var draft = drafts.get(i);
      var next = drafts.get(i + 1);
      if (draft.isFull()
          && next.isFull()
          && draft.from() < ADDRESSEE_WITHIN
          && names(AddressWords.ADDRESSEES, 0, draft.from())
          && names(AddressWords.LIVING, draft.to(), next.from())) {
        draft.primary = false;
        next.primary = true;
      }
    }
  }

  private boolean names(String[] starts, int from, int to) {
    for (int i = from; i < to; i++) {
      if (tokens.at(i).isWord() && AddressWords.startsWithAny(tokens.at(i).folded(), starts)) {
        return true;
      }
    }
    return false;
  }

  /// «А та Б», «А, та на Б».
  private boolean isJoined(AddressDraft one, AddressDraft other) {
    int between = other.from() - one.to();
    if (between < 1 || between > 3) {
      return false;
    }
    boolean and = false;
    for (int i = one.to(); i < other.from(); i++) {
      var token = tokens.at(i);
      boolean joins = token.isWord() && AddressWords.AND.contains(token.folded());
      and |= joins;
      if (!joins && !token.is(',') && !AddressWords.GLUE.contains(token.folded())) {
        return between <= 2 && AddressWords.AND.contains(tokens.at(other.from() - 1).folded());
      }
    }
    return and;
  }

  /// «в бік вул. Садової», «не так, як на Садовій 5».
  private boolean isDirectionOrComparison(AddressDraft draft) {
    for (int i = draft.from() - 1; i >= draft.from() - 2; i--) {
      var folded = tokens.at(i).folded();
      boolean because = tokens.at(i - 1).folded().equals("так");
      if (!draft.isFull() && AddressWords.startsWithAny(folded, DIRECTIONS)
          || COMPARED.contains(folded) && !because) {
        return true;
      }
    }
    return false;
  }

  private boolean isAside(AddressDraft draft) {
    for (int i = draft.from() - 1; i >= draft.from() - 3; i--) {
      boolean address = AddressWords.ADDRESS.contains(tokens.at(i + 1).folded());
      if (ASIDE.contains(tokens.at(i).folded()) && !address) {
        return true;
      }
      if (tokens.at(i).is('.')) {
        return false;
      }
    }
    return false;
  }
}
