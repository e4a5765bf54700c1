package ua.holos.nlp.address;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.understanding.Expectation;
import ua.holos.nlp.address.AddressPart.HousePart;
import ua.holos.nlp.address.AddressPart.StreetPart;

/// Puts the parts of a text together to addresses: neighbours first, then what stands apart.
final class AddressAssembly {
  private static final int LONGEST_ANSWER = 8;
  private static final int FARTHEST = 6;
  private static final int MOST_WORDS_BETWEEN = 3;

  private final Tokens tokens;
  private final PartFinder finder;
  private final Expectation expected;

  AddressAssembly(Tokens tokens, PartFinder finder, Expectation expected) {
    this.tokens = tokens;
    this.finder = finder;
    this.expected = expected;
  }

  List<AddressDraft> drafts() {
    var drafts = assembled(finder.parts());
    if (drafts.stream().allMatch(draft -> draft.street == null && draft.house == null)) {
      addAnswer(drafts);
    }
    return drafts;
  }

  private List<AddressDraft> assembled(List<AddressPart> parts) {
    var drafts = new ArrayList<AddressDraft>();
    AddressDraft current = null;
    for (int i = 0; i < parts.size(); i++) {
      var part = parts.get(i);
      var next = i + 1 < parts.size() ? parts.get(i + 1) : null;
      boolean belongs =
          current != null
              && current.takes(part)
              && isLinked(current.to(), part)
              && !startsNext(current, part, next);
      if (belongs && current != null) {
        current.add(part);
      } else {
        current = new AddressDraft(part);
        drafts.add(current);
      }
    }
    drafts.removeIf(AddressDraft::isEmpty);
    drafts.removeIf(draft ->
        draft.street == null && draft.house != null && !draft.house.certain() && !isAsked());
    return drafts;
  }

  /// «Хрещатик, буд. 5 по вул. Прорізна»: the house belongs to the street that follows it.
  private boolean startsNext(AddressDraft current, AddressPart part, @Nullable AddressPart next) {
    return part instanceof HousePart house
        && current.street != null
        && next instanceof StreetPart street
        && tokens.at(house.to()).folded().equals("по")
        && street.from() == house.to() + 1
        && current.to() != part.from();
  }

  private boolean isAsked() {
    return expected == Expectation.STREET || expected == Expectation.HOUSE;
  }

  private boolean isLinked(int to, AddressPart part) {
    boolean house = part instanceof HousePart;
    int words = 0;
    for (int i = to; i < part.from(); i++) {
      var token = tokens.at(i);
      if (token.isNumber() || token.is('!') || token.is('?')) {
        return false;
      }
      if (token.isWord()) {
        words++;
        boolean glue =
            AddressWords.GLUE.contains(token.folded())
                || house && AddressWords.BEFORE_HOUSE.contains(token.folded());
        if (!glue || words > MOST_WORDS_BETWEEN) {
          return false;
        }
      }
    }
    return part.from() - to <= FARTHEST;
  }

  /// A bare answer to a question for the house or the entrance: «25», «25, кв 4», «другий».
  private void addAnswer(List<AddressDraft> drafts) {
    if (tokens.size() > LONGEST_ANSWER) {
      return;
    }
    for (int i = 0; i < tokens.size(); i++) {
      int at = i;
      if (drafts.stream().anyMatch(draft -> draft.covers(at))) {
        continue;
      }
      AddressPart part = null;
      if (isAsked()) {
        part = finder.bareHouse(i);
      } else if (expected == Expectation.ENTRANCE && drafts.isEmpty()) {
        part = finder.bareEntrance(i);
      }
      if (part != null) {
        drafts.addFirst(new AddressDraft(part));
        return;
      }
    }
  }

  /// Gives entrance, flat and house that stand apart to the address that they complete.
  static List<AddressDraft> withUnitsAttached(List<AddressDraft> drafts) {
    var main = main(drafts);
    if (main == null) {
      return drafts;
    }
    var kept = new ArrayList<AddressDraft>();
    for (var draft : drafts) {
      if (draft == main || draft.street != null) {
        kept.add(draft);
      } else {
        main.complete(draft);
      }
    }
    return kept;
  }

  /// The first that the text is about, full before incomplete, streets before houses.
  private static @Nullable AddressDraft main(List<AddressDraft> drafts) {
    AddressDraft main = null;
    for (var draft : drafts) {
      if (main == null || rank(draft) > rank(main)) {
        main = draft;
      }
    }
    return main;
  }

  private static int rank(AddressDraft draft) {
    int what = draft.isFull() ? 3 : draft.street != null ? 2 : draft.house != null ? 1 : 0;
    return what * 2 + (draft.primary ? 1 : 0);
  }

  /// Each address once, however often the text names it.
  static List<AddressDraft> withoutRepeats(List<AddressDraft> drafts) {
    var kept = new ArrayList<AddressDraft>();
    for (var draft : drafts) {
      boolean repeat = false;
      for (var other : drafts) {
        if (other == draft || !draft.isSameStreet(other)) {
          continue;
        }
        boolean earlier = other.from() < draft.from();
        if (Objects.equals(draft.number(), other.number())) {
          repeat |= earlier;
        } else if (draft.house == null) {
          repeat = true;
        }
      }
      if (!repeat) {
        kept.add(draft);
      }
    }
    return kept;
  }
}
