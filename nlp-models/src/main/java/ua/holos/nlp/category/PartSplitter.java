package ua.holos.nlp.category;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.understanding.CategoryGuess;
import ua.holos.bot.understanding.Part;
import ua.holos.nlp.text.PreparedText;
import ua.holos.nlp.text.Token;

/// Finds several complaints in one message: «батареї холодні і ліфт не працює» is two.
///
/// A message is cut into clauses. A clause that says what is wrong and speaks clearly of one
/// category starts a part; reasons, places and consequences join the part before them. It is
/// precise rather than eager: a story about one problem mentions others on the way, and asking the
/// person about a complaint that they did not make is worse than leaving a second one for later.
/// Thread safe.
public final class PartSplitter {

  /// How sure each part's category must be.
  private static final double CLEAR = 0.70;

  /// The same when the person says that another matter follows: «а ще», «;».
  private static final double CLEAR_WHEN_ANNOUNCED = 0.50;

  /// A part that could as well be the other complaint is not another complaint.
  private static final double SHARED = 0.10;

  /// A category that the whole message hardly suggests is not one of its complaints.
  private static final int AMONG_FIRST_OF_WHOLE = 4;

  /// Long messages tell one story; splitting them would be guessing.
  private static final int MOST_WORDS = 40;

  private static final int FEWEST_WORDS = 4;
  private static final int MOST_CLAUSES = 12;

  /// How many words may rely on a «немає» before them.
  private static final int LONGEST_ELLIPSIS = 4;

  /// What people add to any complaint: about who was rung up and did not answer, or thanks. Never a
  /// complaint of its own beside another.
  private static final Set<String> ACCOMPANYING =
      Set.of(
          "housing-management",
          "appeal-handling",
          "administration",
          "gratitude",
          "other",
          "civil-protection",
          "health-care",
          "social-security");

  /// Two sides of one problem, unless the person says that another matter follows: the trench and
  /// the asphalt that it cost, the service that is missing and the bill for it.
  private static final Set<Set<String>> RELATED =
      Set.of(
          Set.of("excavation", "roads"),
          Set.of("building-cleaning", "territory-cleaning"),
          Set.of("building-cleaning", "waste"),
          Set.of("territory-cleaning", "waste"),
          Set.of("territory-cleaning", "trade"),
          Set.of("entrance-lighting", "street-lighting"),
          Set.of("advertising", "trade"),
          Set.of("hot-water", "cold-water"),
          Set.of("hot-water", "utility-billing"),
          Set.of("cold-water", "utility-billing"),
          Set.of("heating", "utility-billing"),
          Set.of("entrance-lighting", "utility-billing"),
          Set.of("plumbing", "building-repair"),
          Set.of("plumbing", "sewerage"));

  /// Words that join clauses of equal rank.
  private static final Set<String> JOINING =
      Set.of("і", "й", "та", "а", "и", "да", "i", "ta", "плюс");

  /// Words that announce another matter.
  private static final Set<String> ANNOUNCING =
      Set.of(
          "ще",
          "також",
          "теж",
          "еще",
          "ещё",
          "также",
          "тоже",
          "плюс",
          "додатково",
          "крім",
          "кроме",
          "друге",
          "второе",
          "по-друге",
          "окремо",
          "shche",
          "takozh");

  /// Words that make a clause depend on the one before.
  private static final Set<String> DEPENDING =
      Set.of(
          "бо",
          "адже",
          "тому",
          "оскільки",
          "через",
          "щоб",
          "що",
          "який",
          "яка",
          "яке",
          "які",
          "де",
          "коли",
          "поки",
          "якщо",
          "хоча",
          "поруч",
          "біля",
          "навпроти",
          "внаслідок",
          "отже",
          "ведь",
          "потому",
          "поэтому",
          "так",
          "чтобы",
          "что",
          "который",
          "которая",
          "которые",
          "где",
          "когда",
          "пока",
          "если",
          "хотя",
          "рядом",
          "возле",
          "напротив",
          "из",
          "ни",
          "ані",
          "ні",
          "але",
          "но",
          "якого",
          "аж",
          "шо");

  private final CategoryClassifier classifier;

  public PartSplitter(CategoryClassifier classifier) {
    this.classifier = classifier;
  }

  /// Some of the message's tokens and what they are about.
  ///
  /// @param announced whether it begins with a sign that another matter follows
  private record Clause(int from, int to, boolean announced, List<CategoryGuess> guesses) {
    CategoryGuess best() {
      return guesses.getFirst();
    }

    double confidenceIn(String code) {
      for (CategoryGuess guess : guesses) {
        if (guess.code().equals(code)) {
          return guess.confidence();
        }
      }
      return 0;
    }

    boolean clear() {
      return best().confidence() >= (announced ? CLEAR_WHEN_ANNOUNCED : CLEAR)
          && !ACCOMPANYING.contains(best().code());
    }

    /// @param alike whether the clauses say the same of two things: «немає світла і води»
    boolean distinctFrom(Clause other, boolean alike) {
      return !best().code().equals(other.best().code())
          && (announced || alike || !RELATED.contains(Set.of(best().code(), other.best().code())))
          && confidenceIn(other.best().code()) < SHARED
          && other.confidenceIn(best().code()) < SHARED;
    }
  }

  /// The complaints of a message in order, two or more; empty when it holds only one.
  public List<Part> split(PreparedText text) {
    int size = text.tokens().size();
    if (size < FEWEST_WORDS || size > MOST_WORDS) {
      return List.of();
    }
    List<Integer> starts = clauseStarts(text);
    if (starts.size() < 2 || starts.size() > MOST_CLAUSES || !severalSayWhatIsWrong(text, starts)) {
      return List.of();
    }
    List<Clause> parts = merge(text, starts);
    if (parts.size() < 2 || !eachIsAComplaint(text, parts)) {
      return List.of();
    }
    return parts.stream().map(clause -> part(text, clause)).toList();
  }

  /// Index of each clause's first token: after punctuation or at a joining word, unless the clause
  /// depends on the one before.
  private static List<Integer> clauseStarts(PreparedText text) {
    List<Token> tokens = text.tokens();
    List<Integer> starts = new ArrayList<>();
    starts.add(0);
    for (int i = 1; i < tokens.size(); i++) {
      String before = tokens.get(i - 1).word();
      String word = tokens.get(i).word();
      boolean joins =
          (JOINING.contains(word) || ANNOUNCING.contains(word))
              && !JOINING.contains(before)
              && !ANNOUNCING.contains(before);
      boolean begins = joins || boundary(text, i) != Boundary.NONE;
      if (begins && !DEPENDING.contains(word)) {
        starts.add(i);
      }
    }
    return starts;
  }

  private enum Boundary {
    NONE,
    PUNCTUATION,
    NEW_MATTER
  }

  /// What stands between a token and the one before it.
  private static Boundary boundary(PreparedText text, int token) {
    int from = text.tokens().get(token - 1).end();
    int to = text.tokens().get(token).start();
    Boundary found = Boundary.NONE;
    for (int i = from; i < to; i++) {
      switch (text.original().charAt(i)) {
        case ';', '+', '•' -> {
          return Boundary.NEW_MATTER;
        }
        case '.', ',', '!', '?', '…', '\n' -> found = Boundary.PUNCTUATION;
        case '-', '–', '—' -> {
          if (to - from > 1) {
            found = Boundary.PUNCTUATION;
          }
        }
        default -> {}
      }
    }
    return found;
  }

  private static boolean announced(PreparedText text, int from, int to) {
    if (from == 0) {
      return false;
    }
    if (boundary(text, from) == Boundary.NEW_MATTER) {
      return true;
    }
    for (int i = from; i < Math.min(to, from + 2); i++) {
      if (ANNOUNCING.contains(text.tokens().get(i).word())) {
        return true;
      }
    }
    return false;
  }

  private static boolean severalSayWhatIsWrong(PreparedText text, List<Integer> starts) {
    int saying = 0;
    for (int i = 0; i < starts.size(); i++) {
      int to = i + 1 < starts.size() ? starts.get(i + 1) : text.tokens().size();
      int from = starts.get(i);
      if (saysWhatIsWrong(text, from, to)
          || announced(text, from, to)
          || missingBefore(text, from, to) != null) {
        saying++;
      }
    }
    return saying > 1;
  }

  private static boolean saysWhatIsWrong(PreparedText text, int from, int to) {
    int words = 0;
    boolean wrong = false;
    for (int i = from; i < to; i++) {
      Token token = text.tokens().get(i);
      if (!token.hasDigit() && !JOINING.contains(token.word())) {
        words++;
        wrong |= ProblemWords.contains(token.word());
      }
    }
    return wrong && words > 1;
  }

  /// The word that says «missing» of what stands before «і» and so of what follows, null when there
  /// is none.
  private static @Nullable String missingBefore(PreparedText text, int from, int to) {
    if (from == 0
        || to - from > LONGEST_ELLIPSIS
        || !JOINING.contains(text.tokens().get(from).word())) {
      return null;
    }
    for (int i = from - 1; i >= Math.max(0, from - 4); i--) {
      String word = text.tokens().get(i).word();
      if (ProblemWords.saysMissing(word)) {
        return word;
      }
    }
    return null;
  }

  /// Joins clauses until each part is clear and differs from the one before.
  private List<Clause> merge(PreparedText text, List<Integer> starts) {
    List<Clause> parts = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      int from = starts.get(i);
      int to = i + 1 < starts.size() ? starts.get(i + 1) : text.tokens().size();
      boolean complains =
          saysWhatIsWrong(text, from, to) || (announced(text, from, to) && to - from > 2);
      String missing = complains ? null : missingBefore(text, from, to);
      if (parts.isEmpty()) {
        parts.add(clause(text, from, to, null));
        continue;
      }
      Clause last = parts.getLast();
      if (complains || missing != null) {
        Clause clause = clause(text, from, to, missing);
        if (!last.clear() || !saysWhatIsWrong(text, last.from, last.to)) {
          parts.set(parts.size() - 1, clause(text, last.from, to, null));
          continue;
        }
        if (clause.clear() && clause.distinctFrom(last, missing != null)) {
          parts.add(clause);
          continue;
        }
      }
      // What follows a complaint belongs to it and does not change what it is about.
      parts.set(
          parts.size() - 1,
          last.clear()
              ? new Clause(last.from, to, last.announced, last.guesses)
              : clause(text, last.from, to, null));
    }
    return parts;
  }

  private boolean eachIsAComplaint(PreparedText text, List<Clause> parts) {
    List<CategoryGuess> whole = classifier.classify(text);
    Set<String> codes = new HashSet<>();
    for (Clause part : parts) {
      boolean suggested =
          whole.stream()
              .limit(AMONG_FIRST_OF_WHOLE)
              .anyMatch(guess -> guess.code().equals(part.best().code()));
      if (!part.clear() || !suggested || !codes.add(part.best().code())) {
        return false;
      }
    }
    return true;
  }

  private Clause clause(PreparedText text, int from, int to, @Nullable String missing) {
    List<CategoryGuess> guesses =
        missing == null
            ? classifier.classify(text, from, to)
            : classifier.classify(missing, text, from, to);
    return new Clause(from, to, announced(text, from, to), guesses);
  }

  private Part part(PreparedText text, Clause clause) {
    String original = text.original();
    int start = text.tokens().get(clause.from).start();
    int end =
        clause.to == text.tokens().size()
            ? original.length()
            : text.tokens().get(clause.to).start();
    return new Part(
        original.codePointCount(0, start),
        original.codePointCount(0, original.substring(0, end).stripTrailing().length()),
        clause.guesses,
        classifier.certain(clause.guesses));
  }
}
