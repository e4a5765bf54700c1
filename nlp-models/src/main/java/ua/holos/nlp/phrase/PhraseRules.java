package ua.holos.nlp.phrase;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A file of concepts and rules, ready to be matched. Immutable after loading, thread safe.
///
/// A concept gathers words: `gas = газ газу газом газопров*`; a line that begins with a space goes
/// on with the one before; `@other` takes in another concept. An entry is a word, a beginning
/// (`прорва*`), an exact spelling (`=дим`), or a run of words (`не_працю*`, with `або/чи` for a
/// choice); a tilde at its end (`запах*~`) forgives one typing error.
///
/// A rule says what must stand together: `gas-104 90: smell gas /6 !lawn`. Terms are concepts
/// (Latin letters) or entries written in place, with `|` for a choice. `>` before a term: it comes
/// after the one before. `~` before a term: not negated. `/6`: the match spans at most six words.
/// `!lawn`: not near the match in its sentence; `!~lawn`: not there but negated; `!<lawn`: not
/// shortly before the match or inside it; `!!lawn`: nowhere in the text; `!!~lawn`: nowhere in the
/// text but negated. `<=4`: the text has at most four words. `^`: begins with the first or second
/// word, `^^`: with the first. `...`: terms may stand in different sentences.
public final class PhraseRules {

  private static final int VETO_REACH = 14;

  /// Words before a match in which «якщо», «після», «кажуть, що» still govern it.
  private static final int EARLIER_REACH = 8;

  private static final int DEFAULT_WINDOW = 6;

  private final Vocabulary vocabulary = new Vocabulary();
  private final Map<String, Integer> concepts = new HashMap<>();
  private final Map<String, List<String>> entries = new HashMap<>();
  private final List<PhraseRule> rules = new ArrayList<>();
  private int negation = -1;

  /// The concept `number` needs no definition: every word that begins with a digit.
  private final int number = vocabulary.newConcept();

  private PhraseRules() {
    concepts.put("number", number);
  }

  /// Reads rules that stand beside a class.
  ///
  /// @throws IllegalStateException when the file is missing or a line in it is wrong
  public static PhraseRules load(Class<?> beside, String... names) {
    PhraseRules rules = new PhraseRules();
    for (String name : names) {
      try (InputStream in = beside.getResourceAsStream(name)) {
        if (in == null) {
          throw new IllegalStateException("rules are missing: " + name);
        }
        rules.read(new InputStreamReader(in, StandardCharsets.UTF_8), name);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return rules;
  }

  /// Reads rules from anywhere; `name` is for messages about a wrong line.
  ///
  /// @throws IllegalStateException when a line is wrong
  public static PhraseRules parse(Reader from, String name) throws IOException {
    PhraseRules rules = new PhraseRules();
    rules.read(from, name);
    return rules;
  }

  private void read(Reader from, String name) throws IOException {
    BufferedReader lines = new BufferedReader(from);
    Map<Integer, String> ruleLines = new LinkedHashMap<>();
    String definition = null;
    int at = 0;
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      String content = line.strip();
      if (content.isEmpty() || content.startsWith("#")) {
        continue;
      }
      if (line.startsWith(" ") && definition != null) {
        definition = definition + " " + content;
        continue;
      }
      if (definition != null) {
        understand(definition, name, at, ruleLines);
      }
      definition = content;
      at = number;
    }
    if (definition != null) {
      understand(definition, name, at, ruleLines);
    }
    ruleLines.forEach((line, rule) -> addRule(rule, name, line));
    negation = concepts.getOrDefault("not", -1);
  }

  /// Concepts are taken in at once, rules after all concepts are known.
  private void understand(String line, String file, int number, Map<Integer, String> ruleLines) {
    int equals = line.indexOf(" = ");
    int colon = line.indexOf(':');
    if (equals > 0 && (colon < 0 || equals < colon)) {
      try {
        define(line.substring(0, equals).strip(), line.substring(equals + 3).strip());
      } catch (IllegalArgumentException e) {
        throw wrong(line, file, number, e);
      }
    } else {
      ruleLines.put(number, line);
    }
  }

  private void addRule(String line, String file, int number) {
    int colon = line.indexOf(':');
    try {
      if (colon < 0) {
        throw new IllegalArgumentException("neither a concept nor a rule");
      }
      rule(line.substring(0, colon).strip(), line.substring(colon + 1).strip(), line);
    } catch (IllegalArgumentException e) {
      throw wrong(line, file, number, e);
    }
  }

  private static IllegalStateException wrong(
      String line, String file, int number, IllegalArgumentException e) {
    return new IllegalStateException(
        file + " line " + number + ": " + e.getMessage() + ": " + line, e);
  }

  private void define(String concept, String words) {
    List<String> all = entries.computeIfAbsent(concept, k -> new ArrayList<>());
    int id = concepts.computeIfAbsent(concept, k -> vocabulary.newConcept());
    for (String word : words.split("\\s+")) {
      List<String> adding;
      if (word.startsWith("@")) {
        List<String> known = entries.get(word.substring(1));
        if (known == null) {
          throw new IllegalArgumentException("unknown concept " + word);
        }
        adding = List.copyOf(known);
      } else {
        adding = List.of(word);
      }
      for (String entry : adding) {
        all.add(entry);
        vocabulary.add(entry, id);
      }
    }
  }

  private void rule(String head, String body, String line) {
    String[] labelled = head.split("\\s+");
    if (labelled.length != 2) {
      throw new IllegalArgumentException("expected «label weight: …»");
    }
    List<PhraseRule.Term> terms = new ArrayList<>();
    int[] vetoes = {};
    int[] affirmedVetoes = {};
    int[] earlierVetoes = {};
    int[] textVetoes = {};
    int[] affirmedTextVetoes = {};
    int window = DEFAULT_WINDOW;
    int longest = Integer.MAX_VALUE;
    int latestStart = Integer.MAX_VALUE;
    boolean across = false;
    boolean ordered = false;
    for (String item : body.split("\\s+")) {
      if (item.equals(">")) {
        ordered = true;
      } else if (item.equals("^^")) {
        latestStart = 0;
      } else if (item.equals("^")) {
        latestStart = 1;
      } else if (item.equals("...")) {
        across = true;
      } else if (item.startsWith("<=")) {
        longest = Integer.parseInt(item.substring(2));
      } else if (item.startsWith("!!~")) {
        affirmedTextVetoes = with(affirmedTextVetoes, concept(item.substring(3)));
      } else if (item.startsWith("!!")) {
        textVetoes = with(textVetoes, concept(item.substring(2)));
      } else if (item.startsWith("!~")) {
        affirmedVetoes = with(affirmedVetoes, concept(item.substring(2)));
      } else if (item.startsWith("!<")) {
        earlierVetoes = with(earlierVetoes, concept(item.substring(2)));
      } else if (item.startsWith("!")) {
        vetoes = with(vetoes, concept(item.substring(1)));
      } else if (item.startsWith("/")) {
        window = Integer.parseInt(item.substring(1));
      } else {
        boolean affirmed = item.startsWith("~");
        terms.add(
            new PhraseRule.Term(concept(affirmed ? item.substring(1) : item), ordered, affirmed));
        ordered = false;
      }
    }
    if (terms.isEmpty()) {
      throw new IllegalArgumentException("a rule without terms");
    }
    rules.add(
        new PhraseRule(
            labelled[0],
            Integer.parseInt(labelled[1]),
            List.copyOf(terms),
            window,
            vetoes,
            affirmedVetoes,
            earlierVetoes,
            textVetoes,
            affirmedTextVetoes,
            longest,
            latestStart,
            across,
            line));
  }

  private static int[] with(int[] list, int more) {
    int[] longer = Arrays.copyOf(list, list.length + 1);
    longer[list.length] = more;
    return longer;
  }

  private int concept(String term) {
    if (term.chars().allMatch(c -> (c >= 'a' && c <= 'z') || c == '-')) {
      Integer known = concepts.get(term);
      if (known == null) {
        throw new IllegalArgumentException("unknown concept " + term);
      }
      return known;
    }
    return concepts.computeIfAbsent(
        term,
        inPlace -> {
          int id = vocabulary.newConcept();
          for (String entry : inPlace.split("\\|")) {
            List<String> known = entries.get(entry);
            for (String each : known == null ? List.of(entry) : known) {
              vocabulary.add(each, id);
            }
          }
          return id;
        });
  }

  /// Where the concepts of these rules stand in a text.
  public Reading read(Utterance utterance) {
    return new Reading(this, utterance);
  }

  /// The concepts and matching rules of one text.
  public static final class Reading {

    private final PhraseRules rules;
    private final Utterance utterance;
    private final int[] @Nullable [] positions;

    /// Runs that were found: concept, first word, number of words.
    private final List<int[]> foundRuns = new ArrayList<>();

    private Reading(PhraseRules rules, Utterance utterance) {
      this.rules = rules;
      this.utterance = utterance;
      this.positions = new int[rules.vocabulary.concepts()][];
      for (int i = 0; i < utterance.size(); i++) {
        for (int concept : rules.vocabulary.conceptsOf(utterance.word(i))) {
          place(concept, i);
        }
        if (utterance.word(i).number()) {
          place(rules.number, i);
        }
      }
      for (Vocabulary.Run run : rules.vocabulary.runs()) {
        placeRun(run);
      }
    }

    private void place(int concept, int at) {
      int[] known = positions[concept];
      if (known == null) {
        positions[concept] = new int[] {at};
      } else if (known[known.length - 1] != at) {
        positions[concept] = with(known, at);
      }
    }

    private void placeRun(Vocabulary.Run run) {
      for (int element : run.elements()) {
        if (positions[element] == null) {
          return;
        }
      }
      int[] starts = positions[run.elements()[0]];
      if (starts == null) {
        return;
      }
      for (int start : starts) {
        boolean whole = true;
        for (int k = 1; k < run.elements().length && whole; k++) {
          whole = stands(run.elements()[k], start + k);
        }
        if (whole) {
          foundRuns.add(new int[] {run.concept(), start, run.elements().length});
        }
        if (whole && !stands(run.concept(), start)) {
          int[] known = positions[run.concept()];
          int[] more = known == null ? new int[] {start} : with(known, start);
          Arrays.sort(more);
          positions[run.concept()] = more;
        }
      }
    }

    private boolean stands(int concept, int at) {
      int[] known = positions[concept];
      return known != null && Arrays.binarySearch(known, at) >= 0;
    }

    /// Whether the text holds a concept.
    public boolean has(String concept) {
      Integer id = rules.concepts.get(concept);
      return id != null && positions[id] != null;
    }

    /// Whether a word stands for a concept.
    public boolean is(String concept, int word) {
      Integer id = rules.concepts.get(concept);
      return id != null && stands(id, word);
    }

    /// The words that stand for a concept, in order.
    public int[] positions(String concept) {
      Integer id = rules.concepts.get(concept);
      int[] known = id == null ? null : positions[id];
      return known == null ? new int[0] : known.clone();
    }

    /// The words that stand for any of the concepts, the words of runs included.
    public BitSet covered(String... names) {
      BitSet covered = new BitSet(utterance.size());
      for (String name : names) {
        for (int at : positions(name)) {
          covered.set(at);
        }
        Integer id = rules.concepts.get(name);
        for (int[] run : foundRuns) {
          if (id != null && run[0] == id) {
            covered.set(run[1], run[1] + run[2]);
          }
        }
      }
      return covered;
    }

    /// All rules that hold, in the order of the file.
    public List<PhraseMatch> matches() {
      List<PhraseMatch> matches = new ArrayList<>();
      for (PhraseRule rule : rules.rules) {
        PhraseMatch match = match(rule);
        if (match != null) {
          matches.add(match);
        }
      }
      return matches;
    }

    private @Nullable PhraseMatch match(PhraseRule rule) {
      for (PhraseRule.Term term : rule.terms()) {
        if (positions[term.concept()] == null) {
          return null;
        }
      }
      if (utterance.size() > rule.longest()) {
        return null;
      }
      for (int veto : rule.textVetoes()) {
        if (positions[veto] != null) {
          return null;
        }
      }
      for (int veto : rule.affirmedTextVetoes()) {
        if (isAffirmed(veto)) {
          return null;
        }
      }
      int[] chosen = new int[rule.terms().size()];
      return search(rule, chosen, 0);
    }

    private @Nullable PhraseMatch search(PhraseRule rule, int[] chosen, int depth) {
      if (depth == chosen.length) {
        return accept(rule, chosen);
      }
      PhraseRule.Term term = rule.terms().get(depth);
      int[] candidates = positions[term.concept()];
      if (candidates == null) {
        return null;
      }
      for (int candidate : candidates) {
        if (fits(rule, term, chosen, depth, candidate)) {
          chosen[depth] = candidate;
          PhraseMatch match = search(rule, chosen, depth + 1);
          if (match != null) {
            return match;
          }
        }
      }
      return null;
    }

    private boolean fits(
        PhraseRule rule, PhraseRule.Term term, int[] chosen, int depth, int candidate) {
      if (term.affirmed() && isNegated(candidate)) {
        return false;
      }
      if (depth == 0) {
        return true;
      }
      if (term.ordered() && candidate <= chosen[depth - 1]) {
        return false;
      }
      int sentence = utterance.word(candidate).sentence();
      for (int i = 0; i < depth; i++) {
        if (chosen[i] == candidate
            || Math.abs(chosen[i] - candidate) >= rule.window()
            || (!rule.acrossSentences() && utterance.word(chosen[i]).sentence() != sentence)) {
          return false;
        }
      }
      return true;
    }

    /// Whether a concept stands somewhere without a negation: not «не полагодили», not «так і не
    /// була усунена».
    private boolean isAffirmed(int concept) {
      int[] places = positions[concept];
      return places != null && Arrays.stream(places).anyMatch(this::isAffirmedAt);
    }

    private boolean isAffirmedAt(int at) {
      return !isNegated(at) && (at == 0 || !isNegated(at - 1));
    }

    private boolean isNegated(int at) {
      if (rules.negation < 0 || at == 0) {
        return false;
      }
      return stands(rules.negation, at - 1)
          && utterance.word(at - 1).sentence() == utterance.word(at).sentence();
    }

    /// Whether one of the concepts stands between two words, in the sentence of a third.
    private boolean stands(int[] vetoes, int from, int to, int matched, boolean affirmed) {
      int sentence = utterance.word(matched).sentence();
      for (int veto : vetoes) {
        int[] places = positions[veto];
        if (places == null) {
          continue;
        }
        for (int place : places) {
          if (place >= from
              && place <= to
              && utterance.word(place).sentence() == sentence
              && (!affirmed || isAffirmedAt(place))) {
            return true;
          }
        }
      }
      return false;
    }

    private @Nullable PhraseMatch accept(PhraseRule rule, int[] chosen) {
      int first = Arrays.stream(chosen).min().orElse(0);
      int last = Arrays.stream(chosen).max().orElse(0);
      if (first > rule.latestStart()) {
        return null;
      }
      int from = first - VETO_REACH;
      int to = last + VETO_REACH;
      if (stands(rule.vetoes(), from, to, chosen[0], false)
          || stands(rule.affirmedVetoes(), from, to, chosen[0], true)
          || stands(rule.earlierVetoes(), first - EARLIER_REACH, last, chosen[0], false)) {
        return null;
      }
      return new PhraseMatch(rule.label(), rule.weight(), first, last, rule.line());
    }
  }
}
