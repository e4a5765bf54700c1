package ua.holos.nlp.urgency;

import java.util.Comparator;
import java.util.Optional;
import ua.holos.bot.understanding.EmergencyService;
import ua.holos.nlp.phrase.PhraseMatch;
import ua.holos.nlp.phrase.PhraseRules;
import ua.holos.nlp.phrase.Utterance;

/// Recognises a danger that somebody must be called for at once. Works by readable rules only, so
/// that no missing or broken model can silence it. Thread safe.
public final class EmergencyReader {

  private final PhraseRules rules = PhraseRules.load(EmergencyReader.class, "emergency.rules");

  /// The gravest danger that a text tells of; empty when there is none.
  public Optional<Emergency> read(Utterance utterance) {
    return rules.read(utterance).matches().stream()
        .max(Comparator.comparingInt(PhraseMatch::weight))
        .map(match ->
            new Emergency(
                new EmergencyService(match.label()), match.first(), match.last(), match.rule()));
  }

  /// A danger and the words that told of it.
  ///
  /// @param service whom to call
  /// @param first first word of the evidence
  /// @param last last word of the evidence
  /// @param rule the rule that spoke, for people who ask why
  public record Emergency(EmergencyService service, int first, int last, String rule) {}
}
