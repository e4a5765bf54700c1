package ua.holos.nlp.intent;

import ua.holos.nlp.phrase.PhraseRules;
import ua.holos.nlp.phrase.Utterance;

/// Recognises a complaint of the bot itself: «ти мене не розумієш», «тупий бот». What the person
/// wants beside that is told by their intent. Thread safe.
public final class BotComplaintReader {
  private final PhraseRules rules =
      PhraseRules.load(BotComplaintReader.class, "bot-complaint.rules");

  /// Whether a text complains of the bot.
  public boolean read(Utterance utterance) {
    return !rules.read(utterance).matches().isEmpty();
  }
}
