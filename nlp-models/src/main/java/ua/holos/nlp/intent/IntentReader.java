package ua.holos.nlp.intent;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.understanding.EmergencyService;
import ua.holos.bot.understanding.Expectation;
import ua.holos.bot.understanding.Intent;
import ua.holos.nlp.phrase.Gibberish;
import ua.holos.nlp.phrase.Ordinals;
import ua.holos.nlp.phrase.PhraseMatch;
import ua.holos.nlp.phrase.PhraseRules;
import ua.holos.nlp.phrase.Utterance;
import ua.holos.nlp.phrase.Word;

/// Reads what a person wants. Works by the rules and words of `intents.rules`; what was asked and
/// what other readers found decides where the words alone do not. Thread safe.
public final class IntentReader {

  /// Words of a message that may be a bare answer.
  private static final int SHORT = 6;

  /// From this weight on a rule overrides what the conversation waits for.
  private static final double PLAIN = 0.85;

  /// Up to this weight a rule is a hint, and examples are asked.
  private static final double HINT = 0.6;

  /// What examples must say before a message counts for an answer, or turns a conversation over.
  private static final double SURE_ENOUGH = 0.5;

  /// What they must say at least.
  private static final double GUESSED = 0.25;

  /// From this weight on a rule gives way only to examples that are nearly certain.
  private static final double LIKELY = 0.78;

  private static final double FAIRLY_SURE = 0.6;
  private static final double SURE = 0.75;
  private static final double NEARLY_CERTAIN = 0.9;

  /// Words of a message that examples may speak for.
  private static final int LONGEST_EXAMPLE = 16;

  private static final Set<Intent> TURNS =
      Set.of(
          Intent.CANCEL,
          Intent.RESTART,
          Intent.UNSUBSCRIBE,
          Intent.YES,
          Intent.NO,
          Intent.DISTRESS,
          Intent.SPAM,
          Intent.ABUSE);

  private static final Map<String, Intent> COMMANDS =
      Map.ofEntries(
          Map.entry("start", Intent.RESTART),
          Map.entry("new", Intent.RESTART),
          Map.entry("restart", Intent.RESTART),
          Map.entry("help", Intent.HELP),
          Map.entry("menu", Intent.HELP),
          Map.entry("cancel", Intent.CANCEL),
          Map.entry("stop", Intent.CANCEL),
          Map.entry("back", Intent.BACK),
          Map.entry("status", Intent.STATUS),
          Map.entry("my", Intent.STATUS),
          Map.entry("operator", Intent.HUMAN),
          Map.entry("human", Intent.HUMAN),
          Map.entry("language", Intent.LANGUAGE),
          Map.entry("lang", Intent.LANGUAGE),
          Map.entry("subscribe", Intent.SUBSCRIBE),
          Map.entry("unsubscribe", Intent.UNSUBSCRIBE));

  /// The category of thanks to workers and services.
  private static final String GRATITUDE = "gratitude";

  private static final Set<EmergencyService> DANGER_TO_A_PERSON =
      Set.of(EmergencyService.CRISIS_LINE, EmergencyService.MEDICAL, EmergencyService.POLICE);

  private final PhraseRules rules = PhraseRules.load(IntentReader.class, "intents.rules");
  private final LearnedIntents learned = LearnedIntents.shipped();

  /// The likeliest intent of a text; [Intent#OTHER] with confidence 0 when nothing speaks.
  public IntentGuess read(Utterance utterance, IntentContext context) {
    IntentGuess guess = guess(utterance, context);
    boolean several = context.complaints() >= 2 && guess.intent().equals(Intent.COMPLAINT);
    return several
        ? new IntentGuess(Intent.SEVERAL_PROBLEMS, guess.confidence(), "complaints in parts")
        : guess;
  }

  private IntentGuess guess(Utterance utterance, IntentContext context) {
    Intent command = command(utterance.text().strip());
    if (command != null) {
      return new IntentGuess(command, 1, "command");
    }
    if (utterance.size() == 0) {
      return new IntentGuess(Intent.OTHER, 0, "no words");
    }
    EmergencyService emergency = context.emergency();
    if (emergency != null && DANGER_TO_A_PERSON.contains(emergency)) {
      return new IntentGuess(Intent.DISTRESS, 0.95, "danger to a person");
    }
    PhraseRules.Reading reading = rules.read(utterance);
    Optional<IntentGuess> courtesy = courtesy(utterance, reading, context.expected());
    if (courtesy.isPresent()) {
      return courtesy.get();
    }
    if (emergency != null) {
      return new IntentGuess(Intent.COMPLAINT, 0.9, "danger");
    }
    return byRules(utterance, reading, context);
  }

  private static @Nullable Intent command(String text) {
    if (!text.startsWith("/")) {
      return null;
    }
    int end = 1;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return COMMANDS.get(text.substring(1, end).toLowerCase(Locale.ROOT));
  }

  /// A message of nothing but greetings, thanks, consent or refusal.
  private Optional<IntentGuess> courtesy(
      Utterance utterance, PhraseRules.Reading reading, Expectation expected) {
    BitSet covered = reading.covered("filler", "greet", "bye", "thank", "yes", "no", "no-sure");
    if (covered.cardinality() < utterance.size()) {
      return Optional.empty();
    }
    boolean asked = expected == Expectation.CONFIRMATION;
    if (reading.has("no-sure")) {
      return courteous(Intent.NO, "no");
    }
    if (reading.has("bye-sure")) {
      return courteous(Intent.GOODBYE, "goodbye");
    }
    BitSet yes = reading.covered("yes");
    yes.andNot(reading.covered("greet"));
    boolean thanks = reading.has("thank-sure");
    if (!yes.isEmpty() && (asked || !thanks || startsWithYes(utterance, reading))) {
      return courteous(Intent.YES, "yes");
    }
    if (thanks) {
      return courteous(Intent.THANKS, "thanks");
    }
    if (reading.has("greet")) {
      return courteous(Intent.GREETING, "greeting");
    }
    if (reading.has("thank")) {
      return courteous(Intent.THANKS, "thanks");
    }
    if (asked && !reading.covered("filler").isEmpty() && isAgreement(utterance)) {
      return courteous(Intent.YES, "all of it");
    }
    return Optional.empty();
  }

  private static boolean isAgreement(Utterance utterance) {
    return utterance.words().stream()
        .anyMatch(word -> Set.of("все", "усе").contains(word.folded()));
  }

  /// «так, дякую» consents, «👍 дякую» and «добре, дякую» thank.
  private static boolean startsWithYes(Utterance utterance, PhraseRules.Reading reading) {
    String first = utterance.word(0).folded();
    return reading.is("yes", 0) && Set.of("так", "да", "ага", "угу", "пидтверджую").contains(first);
  }

  private static Optional<IntentGuess> courteous(Intent intent, String reason) {
    return Optional.of(new IntentGuess(intent, 0.97, reason));
  }

  private IntentGuess byRules(
      Utterance utterance, PhraseRules.Reading reading, IntentContext context) {
    List<PhraseMatch> matches = reading.matches();
    PhraseMatch best =
        matches.stream().max(Comparator.comparingInt(PhraseMatch::weight)).orElse(null);
    double weight = best == null ? 0 : best.weight() / 100.0;
    boolean steering = weight >= PLAIN;
    if (!steering && answersTheQuestion(utterance, context)) {
      return answer(context, utterance, reading);
    }
    double share = addressShare(utterance, reading, context);
    if (!steering && context.hasAddress() && share >= 0.6) {
      boolean told = best != null && weight >= 0.64 && share < 0.75;
      if (!told) {
        return new IntentGuess(Intent.ADDRESS_ONLY, 0.9, "address");
      }
    }
    if (best != null && weight > HINT) {
      IntentGuess ruled = new IntentGuess(new Intent(best.label()), weight, best.rule());
      return doubted(utterance, ruled, context);
    }
    IntentGuess hint =
        best == null
            ? withoutRule(utterance, reading, context)
            : new IntentGuess(new Intent(best.label()), weight, best.rule());
    return hint.confidence() <= HINT ? byExamples(utterance, hint) : hint;
  }

  /// What people mean who write alike, where it is surer than the hint of a rule.
  private IntentGuess byExamples(Utterance utterance, IntentGuess hint) {
    if (utterance.size() > LONGEST_EXAMPLE) {
      return hint;
    }
    LearnedIntents.Guess alike = learned.read(utterance);
    double least = TURNS.contains(alike.intent()) ? SURE_ENOUGH : GUESSED;
    return alike.probability() < least
        ? hint
        : new IntentGuess(alike.intent(), Math.min(0.9, alike.probability()), "examples");
  }

  /// A rule's guess, unless examples are surer of another: rules see a few words, examples see all
  /// of them. «Хто виконавець по заявці» asks like a question and is about an appeal.
  private IntentGuess doubted(Utterance utterance, IntentGuess ruled, IntentContext context) {
    if (utterance.size() > LONGEST_EXAMPLE) {
      return ruled;
    }
    LearnedIntents.Guess alike = learned.read(utterance);
    boolean groundless = alike.intent().equals(Intent.ADDRESS_ONLY) && !context.hasAddress();
    return groundless || alike.probability() < leastAgainst(ruled, alike.intent())
        ? ruled
        : new IntentGuess(alike.intent(), Math.min(0.9, alike.probability()), "examples");
  }

  /// What examples must say for an intent that a rule speaks against.
  private static double leastAgainst(IntentGuess ruled, Intent alike) {
    if (ruled.confidence() >= LIKELY) {
      return NEARLY_CERTAIN;
    }
    return alike.equals(Intent.SEVERAL_PROBLEMS) ? SURE : FAIRLY_SURE;
  }

  /// The share of a text's words that belong to addresses, or only lead to one («я живу на …»).
  private static double addressShare(
      Utterance utterance, PhraseRules.Reading reading, IntentContext context) {
    BitSet words = context.addressWords();
    if (words.isEmpty()) {
      return 0;
    }
    words.or(reading.covered("address-lead"));
    return words.cardinality() / (double) utterance.size();
  }

  /// Whether a short message is the answer that the conversation waits for.
  private static boolean answersTheQuestion(Utterance utterance, IntentContext context) {
    boolean digits = utterance.words().stream().anyMatch(Word::number);
    boolean brief = utterance.size() <= SHORT;
    return switch (context.expected()) {
      case HOUSE, PHONE -> brief && digits;
      case ENTRANCE -> brief && (digits || Ordinals.anyIn(utterance));
      case STREET -> brief && context.hasAddress();
      case DETAIL -> brief;
      case ANYTHING, CATEGORY, CONFIRMATION -> false;
    };
  }

  private static IntentGuess answer(
      IntentContext context, Utterance utterance, PhraseRules.Reading reading) {
    boolean place =
        switch (context.expected()) {
          case HOUSE, ENTRANCE, STREET -> true;
          case DETAIL -> context.hasAddress() && addressShare(utterance, reading, context) >= 0.6;
          case ANYTHING, CATEGORY, CONFIRMATION, PHONE -> false;
        };
    return place
        ? new IntentGuess(Intent.ADDRESS_ONLY, 0.9, "answer")
        : new IntentGuess(Intent.OTHER, 0.4, "answer of " + utterance.size() + " words");
  }

  private static IntentGuess withoutRule(
      Utterance utterance, PhraseRules.Reading reading, IntentContext context) {
    if (Gibberish.is(utterance)) {
      return new IntentGuess(Intent.SPAM, 0.8, "gibberish");
    }
    if (GRATITUDE.equals(context.category()) && context.categoryConfidence() >= 0.5) {
      return new IntentGuess(Intent.THANKS, 0.7, "category");
    }
    if (context.hasAddress()) {
      return addressShare(utterance, reading, context) >= 0.5 || utterance.size() <= 4
          ? new IntentGuess(Intent.ADDRESS_ONLY, 0.7, "address")
          : new IntentGuess(Intent.COMPLAINT, 0.55, "words at an address");
    }
    if (context.categoryConfidence() >= 0.5 && utterance.size() >= 3) {
      return new IntentGuess(
          Intent.COMPLAINT, Math.min(0.75, context.categoryConfidence()), "category");
    }
    boolean question = utterance.word(utterance.size() - 1).lower().equals("?");
    if (question && utterance.size() > 1) {
      return new IntentGuess(Intent.QUESTION, 0.5, "question mark");
    }
    if (question) {
      return new IntentGuess(Intent.HELP, 0.5, "question mark alone");
    }
    if (reading.has("thing") && utterance.size() >= 2) {
      return new IntentGuess(Intent.COMPLAINT, 0.5, "a thing of the city");
    }
    return new IntentGuess(Intent.OTHER, 0.2, "nothing speaks");
  }
}
