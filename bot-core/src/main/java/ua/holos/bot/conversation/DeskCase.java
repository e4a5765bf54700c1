package ua.holos.bot.conversation;

import org.jspecify.annotations.Nullable;
import ua.holos.bot.form.Draft;
import ua.holos.bot.form.Problem;
import ua.holos.bot.understanding.Language;

/// A conversation as the desk's queue shows it.
///
/// @param mode [Mode.AwaitingOperator] or [Mode.WithOperator]
/// @param name the person's, null when the platform doesn't show it
/// @param language of the person's latest words, null when nothing tells
/// @param category code of the category, or of the likeliest one; null when nothing was understood
/// @param address as far as it is known, null when not at all
/// @param district of the street, null when unknown; several are joined by ", "
public record DeskCase(
    Mode mode,
    @Nullable String name,
    @Nullable Language language,
    @Nullable String category,
    @Nullable String address,
    @Nullable String district) {

  /// Why it is with people, and since when.
  public HandOff handOff() {
    return switch (mode) {
      case Mode.AwaitingOperator waiting -> waiting.handOff();
      case Mode.WithOperator held -> held.handOff();
      case Mode.WithBot _ -> throw new IllegalStateException("The bot has it");
    };
  }

  /// A conversation that people have, or are to have; null for one that the bot leads.
  public static @Nullable DeskCase of(Conversation conversation) {
    if (conversation.mode() instanceof Mode.WithBot) {
      return null;
    }
    Draft draft = conversation.draft();
    var street = draft == null ? null : draft.place().street();
    return new DeskCase(
        conversation.mode(),
        conversation.person().name(),
        conversation.person().language(),
        draft == null ? null : category(draft.problem()),
        draft == null ? null : draft.place().address(),
        street == null || street.district().isEmpty() ? null : street.district());
  }

  private static @Nullable String category(Problem problem) {
    if (problem.category() != null) {
      return problem.category();
    }
    return problem.likely().isEmpty() ? null : problem.likely().getFirst();
  }
}
