package ua.holos.nlp.urgency;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import ua.holos.bot.understanding.EmergencyService;
import ua.holos.nlp.phrase.PhraseMatch;
import ua.holos.nlp.phrase.PhraseRules;
import ua.holos.nlp.phrase.Utterance;

/// Recognises a danger that somebody must be called for at once, and words of which nobody can say
/// whether they tell of one. Works by readable rules only, so that no missing or broken model can
/// silence it. Thread safe.
public final class EmergencyReader {

  /// Beginning of the labels of words that may tell of a danger, or not.
  private static final String UNSURE = "unsure-";

  private final PhraseRules rules =
      PhraseRules.load(EmergencyReader.class, "emergency.rules", "unsure.rules");

  /// The gravest danger that a text tells of; empty when there is none.
  public Optional<Emergency> read(Utterance utterance) {
    return find(utterance).sure();
  }

  /// The gravest danger that a text tells of, and the gravest that it may tell of.
  public Found find(Utterance utterance) {
    List<PhraseMatch> matches = rules.read(utterance).matches();
    Optional<Emergency> sure =
        gravest(matches, match -> !match.label().startsWith(UNSURE)).map(Emergency::of);
    Optional<Emergency> unsure =
        sure.isPresent()
            ? Optional.empty()
            : gravest(matches, match -> match.label().startsWith(UNSURE)).map(Emergency::of);
    return new Found(sure, unsure);
  }

  private static Optional<PhraseMatch> gravest(
      List<PhraseMatch> matches, Predicate<PhraseMatch> which) {
    return matches.stream().filter(which).max(Comparator.comparingInt(PhraseMatch::weight));
  }

  /// What was found in a text.
  ///
  /// @param sure the gravest danger, empty when there is none
  /// @param unsure where nothing is sure: the danger that a person should decide about
  public record Found(Optional<Emergency> sure, Optional<Emergency> unsure) {}

  /// A danger and the words that told of it.
  ///
  /// @param service whom to call
  /// @param first first word of the evidence
  /// @param last last word of the evidence
  /// @param rule the rule that spoke, for people who ask why
  public record Emergency(EmergencyService service, int first, int last, String rule) {
    private static Emergency of(PhraseMatch match) {
      String label = match.label();
      String code = label.startsWith(UNSURE) ? label.substring(UNSURE.length()) : label;
      return new Emergency(new EmergencyService(code), match.first(), match.last(), match.rule());
    }
  }
}
