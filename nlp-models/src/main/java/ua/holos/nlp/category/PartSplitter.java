package ua.holos.nlp.category;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import ua.holos.bot.understanding.CategoryGuess;
import ua.holos.bot.understanding.Part;
import ua.holos.nlp.text.PreparedText;
import ua.holos.nlp.text.Token;

/// Finds several complaints in one message: «батареї холодні і ліфт не працює» is two.
///
/// A message is cut into clauses; each clause that speaks clearly of one category starts a part,
/// the rest joins its neighbour. It is precise rather than eager: a story about one problem
/// mentions others on the way, and asking the person about a complaint that they did not make is
/// worse than leaving a second one for later. Thread safe.
public final class PartSplitter {

  /// How sure a part's category must be for the message to be split.
  private static final double CLEAR = 0.60;

  /// A part that could as well be the other complaint is not another complaint.
  private static final double SHARED = 0.12;

  /// Long messages tell one story; splitting them would be guessing.
  private static final int MOST_WORDS = 60;

  private static final int FEWEST_WORDS = 4;
  private static final int MOST_CLAUSES = 16;

  /// What people add to any complaint: about who was rung up and did not answer, or thanks. Never a
  /// complaint of its own beside another.
  private static final Set<String> ACCOMPANYING =
      Set.of("housing-management", "appeal-handling", "administration", "gratitude", "other");

  /// Words that begin another clause. Folding of letters is not applied to them.
  private static final Set<String> JOINING =
      Set.of(
          "і", "й", "та", "а", "також", "ще", "и", "да", "еще", "ещё", "также", "тоже", "теж",
          "плюс", "i");

  private final CategoryClassifier classifier;

  public PartSplitter(CategoryClassifier classifier) {
    this.classifier = classifier;
  }

  private record Clause(int from, int to, List<CategoryGuess> guesses) {
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
      return best().confidence() >= CLEAR && !ACCOMPANYING.contains(best().code());
    }

    boolean distinctFrom(Clause other) {
      return !best().code().equals(other.best().code())
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
    if (starts.size() < 2 || starts.size() > MOST_CLAUSES) {
      return List.of();
    }
    List<Clause> parts = merge(text, starts);
    if (parts.size() < 2 || !allDistinct(parts)) {
      return List.of();
    }
    return parts.stream().map(clause -> part(text, clause)).toList();
  }

  /// Index of each clause's first token; a clause begins after punctuation or at a joining word.
  private static List<Integer> clauseStarts(PreparedText text) {
    List<Token> tokens = text.tokens();
    List<Integer> starts = new ArrayList<>();
    starts.add(0);
    for (int i = 1; i < tokens.size(); i++) {
      Token before = tokens.get(i - 1);
      Token token = tokens.get(i);
      boolean joins = JOINING.contains(token.word()) && !JOINING.contains(before.word());
      if (joins || punctuated(text.original(), before.end(), token.start())) {
        starts.add(i);
      }
    }
    return starts;
  }

  private static boolean punctuated(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      switch (text.charAt(i)) {
        case '.', ',', ';', '!', '?', '\n', '…', ')', '+', '•' -> {
          return true;
        }
        case '-', '–', '—' -> {
          if (to - from > 1) {
            return true;
          }
        }
        default -> {}
      }
    }
    return false;
  }

  /// Joins clauses until each part is clear and differs from its neighbours.
  private List<Clause> merge(PreparedText text, List<Integer> starts) {
    List<Clause> parts = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      int from = starts.get(i);
      int to = i + 1 < starts.size() ? starts.get(i + 1) : text.tokens().size();
      Clause clause = clause(text, from, to);
      if (parts.isEmpty()) {
        parts.add(clause);
        continue;
      }
      Clause last = parts.getLast();
      if (!last.clear() || !clause.clear() || !clause.distinctFrom(last)) {
        Clause joined = clause(text, last.from, to);
        // A clear part must not be talked out of its category by what is appended to it.
        boolean keeps = !last.clear() || joined.best().code().equals(last.best().code());
        parts.set(parts.size() - 1, keeps ? joined : new Clause(last.from, to, last.guesses));
      } else {
        parts.add(clause);
      }
    }
    return parts;
  }

  private static boolean allDistinct(List<Clause> parts) {
    Set<String> codes = new HashSet<>();
    for (Clause part : parts) {
      if (!part.clear() || !codes.add(part.best().code())) {
        return false;
      }
    }
    return true;
  }

  private Clause clause(PreparedText text, int from, int to) {
    return new Clause(from, to, classifier.classify(text, from, to));
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
