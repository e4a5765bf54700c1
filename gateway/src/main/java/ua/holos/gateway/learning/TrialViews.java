package ua.holos.gateway.learning;

import java.util.List;
import org.jspecify.annotations.Nullable;
import ua.holos.gateway.learning.ModelCardFigures.Figure;

/// A text that somebody tries, as the page shows it.
final class TrialViews {
  private TrialViews() {}

  /// What all readers made of the text.
  ///
  /// @param facts language, intent, urgency, addresses
  /// @param active by the model in use
  /// @param shadow by the one in shadow, null when there is none
  /// @param comparison of the two, null when there is no second one
  record TrialView(
      String text,
      List<Figure> facts,
      ReadingView active,
      @Nullable ReadingView shadow,
      @Nullable String comparison) {}

  /// What one model made of it.
  ///
  /// @param pieces the whole text in order
  /// @param verdict whether the first category is taken without asking
  record ReadingView(
      String model,
      List<GuessView> guesses,
      List<PieceView> pieces,
      boolean certain,
      String verdict) {}

  /// A category that was thought of.
  ///
  /// @param number 1 for the likeliest; pieces that spoke for it bear the same
  /// @param width of its bar in percent
  /// @param words what spoke for it, as a sentence; empty when nothing did
  /// @param against what spoke against it, likewise
  record GuessView(
      int number, String name, String share, int width, String words, String against) {}

  /// A piece of the text.
  ///
  /// @param number of the category that it spoke for, 0 for none
  record PieceView(String text, int number) {}
}
