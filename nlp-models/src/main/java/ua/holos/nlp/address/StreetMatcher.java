package ua.holos.nlp.address;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ua.holos.nlp.address.NameIndex.Hit;
import ua.holos.nlp.address.NameIndex.Naming;
import ua.holos.nlp.address.NameIndex.Near;

/// Finds the register's names among the tokens of one text. Belongs to one reading of one text.
final class StreetMatcher {
  private static final int MOST_WORDS = 5;
  private static final int MOST_NEAR = 6;
  private static final int MOST_SEARCHES = 20;
  private static final double MOST_ERRORS = 2.2;
  private static final int MOST_INITIALS = 2;
  private static final int LONGEST_INITIAL = 5;

  /// Letters that are no words by themselves: «б хмельницького».
  private static final String INITIALS_WITHOUT_DOT = "бгдежлмнпртфхцчш";

  /// @param from first token
  /// @param to token after the last
  /// @param hits streets that bear the name
  /// @param errors typing errors that were forgiven
  /// @param words words of the name that were read
  record Match(int from, int to, List<Hit> hits, double errors, int words) {}

  private record Word(int id, double errors) {}

  private final Tokens tokens;
  private final StreetRegister register;
  private final NameIndex names;
  private final int[][] exactIds;
  private final Map<String, List<Near>> near = new HashMap<>();
  private int searches;

  StreetMatcher(Tokens tokens, StreetRegister register) {
    this.tokens = tokens;
    this.register = register;
    this.names = register.names();
    this.exactIds = new int[tokens.size()][];
  }

  /// The longest name that starts at a token, initials and titles included; null when there is
  /// none.
  @Nullable Match exact(int i) {
    return read(i, 0, List.of());
  }

  /// The same after a type word: then the beginning of a street of that type is enough («площа
  /// Дружби» of «площа Дружби народів»).
  @Nullable Match exact(int i, List<String> types) {
    return read(i, 0, types);
  }

  /// As `exact`, forgiving typing errors; `leniency` 1 forgives as many as the length of the words
  /// allows, 0.5 half of them.
  ///
  /// @param longer whether an exact match may be given up for a longer one with errors
  @Nullable Match forgiving(int i, double leniency, boolean longer) {
    var exact = longer ? null : read(i, 0, List.of());
    return exact != null ? exact : read(i, leniency, List.of());
  }

  private @Nullable Match read(int i, double leniency, List<String> types) {
    int at = i;
    var initials = new ArrayList<Character>();
    while (initials.size() < MOST_INITIALS && isInitial(at)) {
      initials.add(tokens.at(at).folded().isEmpty() ? 'и' : tokens.at(at).folded().charAt(0));
      at += tokens.at(at + 1).isWord() ? 1 : 2;
    }
    if (isAbbreviatedTitle(at)) {
      at += tokens.at(at + 1).is('.') ? 2 : 1;
    }
    var match = name(at, leniency, !initials.isEmpty(), types);
    if (match != null && !types.isEmpty() && match.to() == at + 1 && isPersonWord(at)) {
      // «Василя Стуса» where the register has only «Стуса»
      var surname = name(at + 1, leniency, true, types);
      match = surname == null ? match : surname;
    }
    for (int skipped = 0; match == null && skipped < MOST_INITIALS && isPersonWord(at); skipped++) {
      at++;
      match = name(at, leniency, true, types);
    }
    if (match == null) {
      return null;
    }
    var hits = initials.isEmpty() ? match.hits() : withInitial(match.hits(), initials);
    return hits.isEmpty() ? null : new Match(i, match.to(), hits, match.errors(), match.words());
  }

  /// «В.», «Вел.», «Гер.»; a small letter only right before the name («б.хмельницького»).
  private boolean isInitial(int i) {
    var token = tokens.at(i);
    if (token.isLetter()
        && tokens.at(i + 1).isWord()
        && tokens.at(i + 1).raw().length() > LONGEST_INITIAL
        && INITIALS_WITHOUT_DOT.indexOf(token.folded()) >= 0) {
      return true;
    }
    var name = tokens.at(i + 2);
    boolean mistyped =
        (tokens.at(i + 1).is(',') || tokens.at(i + 1).isHyphen())
            && token.isLetter()
            && token.isCapitalised()
            && name.isCapitalised()
            && !name.spaced()
            && !tokens.at(i + 1).spaced();
    if (mistyped) {
      // «О,Бальзака», «Р-Роллана»
      return true;
    }
    if (!token.isWord()
        || token.raw().length() > LONGEST_INITIAL
        || !tokens.at(i + 1).is('.')
        || !name.isWord()
        || name.newLine()
        || register.types().at(tokens, i) != null) {
      return false;
    }
    return token.isLetter() && (token.isCapitalised() || !name.spaced())
        || token.isCapitalised() && !isAbbreviatedTitle(i) && isAbbreviation(token.folded());
  }

  private static boolean isAbbreviation(String folded) {
    return switch (folded) {
      case "вел", "бол", "мал", "гер", "др", "бог", "ол", "мих", "волод", "кн", "ив", "акад" ->
          true;
      default -> false;
    };
  }

  private boolean isAbbreviatedTitle(int i) {
    boolean dot = tokens.at(i + 1).is('.');
    boolean withoutDot = tokens.at(i).isCapitalised() && tokens.at(i + 1).isCapitalised();
    if (!tokens.at(i).isWord() || !dot && !withoutDot) {
      return false;
    }
    return switch (tokens.at(i).folded()) {
      case "ак",
          "акад",
          "ген",
          "марш",
          "кн",
          "проф",
          "архит",
          "гетм",
          "митр",
          "адм",
          "полк",
          "св",
          "косм",
          "ав",
          "авиак",
          "арх" ->
          true;
      default -> false;
    };
  }

  private boolean isPersonWord(int i) {
    if (!tokens.at(i).isWord()
        || !tokens.at(i + 1).isWord()
        || tokens.at(i).isCapitalised() != tokens.at(i + 1).isCapitalised()) {
      return false;
    }
    var stem = Spelling.stem(tokens.at(i).folded());
    return NameIndex.isTitle(stem) || NameIndex.isGivenName(stem);
  }

  private List<Hit> withInitial(List<Hit> hits, List<Character> initials) {
    var agreeing = hits.stream().filter(hit -> agrees(hit.street(), initials)).toList();
    return agreeing.isEmpty()
        ? hits.stream().filter(hit -> hit.naming() != Naming.LAST_WORD).toList()
        : agreeing;
  }

  private boolean agrees(int street, List<Character> initials) {
    return initials.stream().anyMatch(initial -> register.bearsInitial(street, initial));
  }

  private @Nullable Match name(int i, double leniency, boolean initial, List<String> types) {
    var search = new Search(i, leniency, initial, types);
    search.extend(i, 0, 0, 0, i);
    return search.best();
  }

  /// Walks over all readings of the words from one token on and keeps the longest.
  private final class Search {
    private final int from;
    private final double leniency;
    private final boolean initial;
    private final List<String> types;
    private @Nullable Match longest;
    private @Nullable Match withoutNumber;

    Search(int from, double leniency, boolean initial, List<String> types) {
      this.from = from;
      this.leniency = leniency;
      this.initial = initial;
      this.types = types;
    }

    void extend(int at, long key, int words, double errors, int previousEnd) {
      if (words == MOST_WORDS) {
        return;
      }
      int start = words == 0 ? at : NameWords.skipDividers(tokens, at);
      if (words > 0 && tokens.at(start).newLine()) {
        return;
      }
      var word = NameWords.at(tokens, start);
      if (word == null) {
        return;
      }
      for (var candidate : candidates(start, word.folded())) {
        double sum = errors + candidate.errors();
        if (sum > MOST_ERRORS) {
          continue;
        }
        long next = NameIndex.extended(key, candidate.id());
        boolean number = tokens.at(start).isNumber();
        if (!number || !isCount(start, word.next())) {
          offer(next, word.next(), words + 1, sum, number);
        }
        extend(word.next(), next, words + 1, sum, word.next());
      }
    }

    /// «на лінії 12 вагонів»: the number counts what follows.
    private boolean isCount(int number, int next) {
      var after = tokens.at(next);
      return next == number + 1
          && after.isWord()
          && Counted.isCounted(tokens.at(number).raw(), after.folded());
    }

    private List<Word> candidates(int at, String folded) {
      if (leniency > 0 && tokens.at(at).isWord()) {
        return near(at, folded, leniency);
      }
      var words = new ArrayList<Word>(2);
      for (int id : exactIds(at, folded)) {
        words.add(new Word(id, 0));
      }
      return words;
    }

    private void offer(long key, int to, int words, double errors, boolean number) {
      boolean onlyNumber = words == 1 && number;
      if (onlyNumber || !names.knows(key)) {
        return;
      }
      var hits = names.streets(key);
      hits = hits.stream().filter(this::isUsable).toList();
      if (hits.isEmpty()) {
        return;
      }
      var match = new Match(from, to, hits, errors, words);
      if (!number && isBetter(match, withoutNumber)) {
        withoutNumber = match;
      }
      if (isBetter(match, longest)) {
        longest = match;
      }
    }

    /// A last word needs an initial, a beginning the street's type before it.
    private boolean isUsable(Hit hit) {
      return switch (hit.naming()) {
        case LAST_WORD -> initial;
        case BEGINNING -> types.contains(register.street(hit.street()).type());
        default -> true;
      };
    }

    private static boolean isBetter(Match match, @Nullable Match other) {
      return other == null
          || match.to() > other.to()
          || match.to() == other.to() && match.errors() < other.errors();
    }

    /// «Садова 15» may be a street, but is house 15 unless another number follows.
    @Nullable Match best() {
      if (longest == null || withoutNumber == null || longest.to() == withoutNumber.to()) {
        return longest;
      }
      int after = longest.to();
      while (tokens.at(after).is(',') || tokens.at(after).is('.')) {
        after++;
      }
      boolean houseFollows =
          tokens.at(after).isNumber()
              || AddressWords.isHouse(tokens.at(after).folded()) && tokens.has(after);
      boolean numberIsOrdinal = !tokens.at(longest.to() - 1).isNumber();
      return houseFollows || numberIsOrdinal || !endsWithNumber(longest) ? longest : withoutNumber;
    }

    private boolean endsWithNumber(Match match) {
      return tokens.at(match.to() - 1).isNumber();
    }
  }

  private int[] exactIds(int at, String folded) {
    var known = exactIds[at];
    if (known == null) {
      known = names.ids(folded);
      exactIds[at] = known;
    }
    return known;
  }

  private List<Word> near(int at, String folded, double leniency) {
    var found = new ArrayList<Word>();
    for (int id : exactIds(at, folded)) {
      found.add(new Word(id, 0));
    }
    double limit = SpellingDistance.tolerance(Spelling.stem(folded).length()) * leniency;
    if (limit > 0) {
      for (Near word : near(folded)) {
        if (word.distance() <= limit) {
          found.add(new Word(word.word(), Math.max(word.distance(), 0.1)));
        }
      }
    }
    return found;
  }

  /// The register's words nearest to one; searched once for each word, and not without end.
  private List<Near> near(String folded) {
    var known = near.get(folded);
    if (known == null) {
      double limit = SpellingDistance.tolerance(Spelling.stem(folded).length());
      known = searches < MOST_SEARCHES ? names.near(folded, limit, MOST_NEAR) : List.of();
      searches++;
      near.put(folded, known);
    }
    return known;
  }
}
