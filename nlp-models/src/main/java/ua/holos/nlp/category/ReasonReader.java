package ua.holos.nlp.category;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ua.holos.bot.understanding.CategoryGuess;
import ua.holos.nlp.text.Letters;
import ua.holos.nlp.text.PreparedText;

/// Says which words of a text spoke for a category: those without which the classifier believes in
/// it less. It asks the classifier only, again and again without a word or a pair of neighbours, so
/// it holds for a model of any kind.
///
/// Thread safe. The work is bounded: of a long text only the passages are looked into that speak
/// for the categories by themselves.
public final class ReasonReader {

  /// More would not be read by anybody.
  private static final int MOST_REASONS = 5;

  /// How far the log-odds must fall without a phrase: to a third, about. Less is chance.
  private static final double CLEAR = 1.0;

  /// Of a category that is hardly thought of it would be noise to say why.
  private static final double THOUGHT_OF = 0.05;

  /// A word far weaker than the strongest one explains nothing.
  private static final double OF_STRONGEST = 0.2;

  /// Beside a word that spoke less is enough: «води» in «гарячої води».
  private static final double BESIDE = 0.1;

  /// Probabilities nearer to 0 and 1 are the same to us.
  private static final double LEAST = 1e-9;

  /// Words left out one by one; the time grows with the square of it.
  private static final int MOST_WORDS = 80;

  /// Longer texts are judged in passages of so many words.
  private static final int PASSAGE = 16;

  private static final int MOST_PASSAGES_SEEN = 64;

  /// Words are forms of one word when they begin alike; ends of vowels don't count.
  private static final int STEM = 5;

  private static final int SHORTEST_STEM = 3;
  private static final String ENDINGS = "аеиоуюяй";

  /// Words that carry a sentence but tell an operator nothing. The model may lean on them; as a
  /// reason they would only puzzle. Between two reasons they are shown.
  private static final Set<String> CARRYING =
      Set.of(
          """
          а але б би бо буде був була було бути в вас ваш ви від він воно вони вона все
          вже де для до дуже його ж же з за зі и i і із й їх її как коли куда к мене мені
          меня ми мне можна мы на над нам нас наш наша наше наші нашего нашого нашому но о
          об от он она они очень по под під після при про прошу с со так такий там та те
          то тому тут того у уже уж хто це цей ця ці чи что шо що щоб чтобы эта это этот я
          як яка який які яке добрий день дня дні доброго здравствуйте вітаю будь ласка
          пожалуйста ещё еще ще есть є если якщо вулиця вулиці вул улице улица ул будинку
          будинок буд доме дом допоможіть допоможить допоможи помогите помоги допомога
          помощь проблема проблему проблеми проблемы проблемою питання вопрос скарга
          жалоба хочу можете треба надо нужно робити делать зробіть сделайте мого моєму
          моей моя мій мой ранок вечір місяць тиждень часу время року после был была было
          были будет быть такой такая такое\
          """
              .split("\\s+"));

  /// Words that make a complaint of their neighbour: «не працює», «води немає». They are shown with
  /// it, however little the model makes of them.
  private static final Set<String> DENYING =
      Set.of("не", "ні", "нема", "немає", "нет", "нету", "без", "ne", "nema");

  /// Those of them that may also stand behind.
  private static final Set<String> MISSING = Set.of("нема", "немає", "нет", "нету", "nema");

  private final CategoryClassifier classifier;

  public ReasonReader(CategoryClassifier classifier) {
    this.classifier = classifier;
  }

  /// The words that are looked at and how much they spoke for one category.
  ///
  /// @param tokens places of the words in the text
  /// @param kinds by word: forms of one word are of one kind
  /// @param said by kind; negative: against the category
  private record Voices(PreparedText text, List<Integer> tokens, int[] kinds, double[] said) {
    int size() {
      return tokens.size();
    }

    String word(int at) {
      return text.tokens().get(tokens.get(at)).word();
    }

    double said(int at) {
      return said[kinds[at]];
    }

    /// Whether nothing but a gap or a hyphen is between a word and the one before.
    boolean adjoins(int at) {
      int before = tokens.get(at - 1);
      int token = tokens.get(at);
      if (token != before + 1) {
        return false;
      }
      int to = text.tokens().get(token).start();
      for (int i = text.tokens().get(before).end(); i < to; i++) {
        char c = text.original().charAt(i);
        if (c != ' ' && c != '-' && c != '\u00A0') {
          return false;
        }
      }
      return true;
    }
  }

  /// Words that stand together.
  ///
  /// @param kinds that spoke
  private record Phrase(int first, int last, Set<Integer> kinds) {}

  /// For each category the words that spoke for it and against it; for a category that the model
  /// doesn't know, none.
  public List<Reasons> read(PreparedText text, List<String> codes) {
    Set<String> thoughtOf =
        classifier.classify(text).stream()
            .filter(guess -> guess.confidence() >= THOUGHT_OF)
            .map(CategoryGuess::code)
            .collect(Collectors.toSet());
    List<Integer> tokens = looked(text, codes);
    int[] kinds = kinds(text, tokens);
    double[][] said = said(text, tokens, kinds, codes);
    return IntStream.range(0, codes.size())
        .mapToObj(k -> {
          Voices voices = new Voices(text, tokens, kinds, said[k]);
          String code = codes.get(k);
          return new Reasons(
              code, thoughtOf.contains(code) ? reasons(voices, 1) : List.of(), reasons(voices, -1));
        })
        .toList();
  }

  /// Which tokens are left out in turn: those with letters only, of a long text the passages that
  /// speak loudest for one of the categories.
  private List<Integer> looked(PreparedText text, List<String> codes) {
    List<Integer> words =
        IntStream.range(0, text.tokens().size())
            .filter(i -> !text.tokens().get(i).hasDigit())
            .limit((long) PASSAGE * MOST_PASSAGES_SEEN)
            .boxed()
            .toList();
    if (words.size() <= MOST_WORDS) {
      return words;
    }
    int passages = (words.size() + PASSAGE - 1) / PASSAGE;
    double[][] odds = new double[passages][];
    for (int p = 0; p < passages; p++) {
      odds[p] = odds(text, passage(words, p), codes);
    }
    Set<Integer> chosen = new TreeSet<>();
    for (int rank = 0; rank < passages; rank++) {
      for (int k = 0; k < codes.size() && chosen.size() < MOST_WORDS / PASSAGE; k++) {
        int category = k;
        chosen.add(
            IntStream.range(0, passages)
                .boxed()
                .sorted(Comparator.comparingDouble(p -> -odds[p][category]))
                .toList()
                .get(rank));
      }
    }
    return chosen.stream().flatMap(p -> passage(words, p).stream()).toList();
  }

  private static List<Integer> passage(List<Integer> words, int number) {
    int from = number * PASSAGE;
    return words.subList(from, Math.min(words.size(), from + PASSAGE));
  }

  /// Numbers the words so that forms of one word have one number.
  private static int[] kinds(PreparedText text, List<Integer> tokens) {
    Map<String, Integer> numbers = new HashMap<>();
    return tokens.stream()
        .mapToInt(token -> {
          String stem = stem(text.tokens().get(token).word());
          Integer next = numbers.size();
          return Objects.requireNonNullElse(numbers.putIfAbsent(stem, next), next);
        })
        .toArray();
  }

  private static String stem(String word) {
    String folded = Letters.fold(word);
    int end = Math.min(STEM, folded.length());
    while (end > SHORTEST_STEM && ENDINGS.indexOf(folded.charAt(end - 1)) >= 0) {
      end--;
    }
    return folded.substring(0, end);
  }

  /// By category and kind of word: how far the log-odds fall without it. All its forms are left out
  /// at once: of a word that is written twice none would be missed alone.
  private double[][] said(
      PreparedText text, List<Integer> tokens, int[] kinds, List<String> codes) {
    int most = Arrays.stream(kinds).max().orElse(-1) + 1;
    double[] whole = odds(text, tokens, codes);
    double[][] said = new double[codes.size()][most];
    for (int kind = 0; kind < most; kind++) {
      double[] without = odds(text, without(tokens, kinds, kind, kind), codes);
      for (int k = 0; k < codes.size(); k++) {
        said[k][kind] = whole[k] - without[k];
      }
    }
    // Of two neighbours each may suffice as well. What a pair says beyond its words is shared
    // between them.
    double[][] together = new double[codes.size()][most];
    for (int i = 0; i + 1 < kinds.length; i++) {
      int one = kinds[i];
      int other = kinds[i + 1];
      double[] without = odds(text, without(tokens, kinds, one, other), codes);
      for (int k = 0; k < codes.size() && one != other; k++) {
        double beyond = (whole[k] - without[k] - said[k][one] - said[k][other]) / 2;
        together[k][one] = Math.max(together[k][one], beyond);
        together[k][other] = Math.max(together[k][other], beyond);
      }
    }
    for (int k = 0; k < codes.size(); k++) {
      for (int kind = 0; kind < most; kind++) {
        said[k][kind] += together[k][kind];
      }
    }
    return said;
  }

  private static List<Integer> without(List<Integer> tokens, int[] kinds, int one, int other) {
    return IntStream.range(0, tokens.size())
        .filter(i -> kinds[i] != one && kinds[i] != other)
        .mapToObj(tokens::get)
        .toList();
  }

  private double[] odds(PreparedText text, List<Integer> tokens, List<String> codes) {
    String[] words =
        tokens.stream().map(token -> text.tokens().get(token).word()).toArray(String[]::new);
    return Arrays.stream(classifier.probabilities(words, codes)).map(ReasonReader::odds).toArray();
  }

  private static double odds(double probability) {
    double clamped = Math.clamp(probability, LEAST, 1 - LEAST);
    return Math.log(clamped / (1 - clamped));
  }

  /// @param sign 1 for words in favour, -1 for words against
  private static List<Reason> reasons(Voices voices, int sign) {
    double all = Arrays.stream(voices.said).map(Math::abs).sum();
    double strongest = Arrays.stream(voices.said).map(Math::abs).max().orElse(0);
    List<Phrase> phrases = phrases(voices, sign, strongest);
    phrases.sort(Comparator.comparingDouble(phrase -> -strength(voices, phrase, sign, Set.of())));
    List<Reason> reasons = new ArrayList<>();
    Set<Integer> told = new HashSet<>();
    for (Phrase phrase : phrases) {
      double strength = strength(voices, phrase, sign, told);
      if (strength >= CLEAR) {
        reasons.add(reason(voices, phrase, strength / all));
        told.addAll(phrase.kinds);
      }
    }
    reasons.sort(Comparator.comparingDouble(Reason::weight).reversed());
    return reasons.subList(0, Math.min(MOST_REASONS, reasons.size()));
  }

  /// What a phrase says beside the words that were told before.
  private static double strength(Voices voices, Phrase phrase, int sign, Set<Integer> told) {
    return phrase.kinds.stream()
        .filter(kind -> !told.contains(kind))
        .mapToDouble(kind -> sign * voices.said[kind])
        .sum();
  }

  /// The words that said enough, with their neighbours, in the order of the text.
  private static List<Phrase> phrases(Voices voices, int sign, double strongest) {
    List<Phrase> phrases = new ArrayList<>();
    int free = 0;
    for (int at = 0; at < voices.size(); at++) {
      if (!speaks(voices, at, sign, strongest * OF_STRONGEST)) {
        continue;
      }
      int first = at;
      while (first > free
          && voices.adjoins(first)
          && speaks(voices, first - 1, sign, strongest * BESIDE)) {
        first--;
      }
      int last = at;
      for (at++; at < voices.size() && voices.adjoins(at); at++) {
        if (speaks(voices, at, sign, strongest * BESIDE)) {
          last = at;
        } else if (at - last > 1 || !onlyCarries(voices.word(at))) {
          break;
        }
      }
      Set<Integer> kinds = new HashSet<>();
      for (int i = first; i <= last; i++) {
        if (speaks(voices, i, sign, 0)) {
          kinds.add(voices.kinds[i]);
        }
      }
      if (first > free && voices.adjoins(first) && DENYING.contains(voices.word(first - 1))) {
        first--;
      } else if (last + 1 < voices.size()
          && voices.adjoins(last + 1)
          && MISSING.contains(voices.word(last + 1))) {
        last++;
      }
      phrases.add(new Phrase(first, last, kinds));
      free = last + 1;
      at = last;
    }
    return phrases;
  }

  private static boolean speaks(Voices voices, int at, int sign, double enough) {
    double said = sign * voices.said(at);
    return said > 0 && said >= enough && !onlyCarries(voices.word(at));
  }

  private static boolean onlyCarries(String word) {
    return CARRYING.contains(word) || DENYING.contains(word);
  }

  private static Reason reason(Voices voices, Phrase phrase, double weight) {
    String original = voices.text.original();
    int from = voices.text.tokens().get(voices.tokens.get(phrase.first)).start();
    int to = voices.text.tokens().get(voices.tokens.get(phrase.last)).end();
    int start = original.codePointCount(0, from);
    return new Reason(
        original.substring(from, to),
        start,
        start + original.codePointCount(from, to),
        Math.min(1, weight));
  }
}
