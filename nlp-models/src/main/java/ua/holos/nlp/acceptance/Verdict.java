package ua.holos.nlp.acceptance;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What comparing a retrained model with the one in use on a frozen set came to.
///
/// @param appeals how many appeals the frozen set has
/// @param measures the figures over all of them, in the order of [Kind]
/// @param categories the categories that occur in the set, the greatest loss first
public record Verdict(int appeals, List<Measure> measures, List<CategoryChange> categories) {
  public Verdict {
    measures = List.copyOf(measures);
    categories = List.copyOf(categories);
  }

  /// What is measured.
  public enum Kind {
    /// Part whose likeliest category is right.
    TOP_1,
    /// Part whose right category is among the three likeliest.
    TOP_3,
    /// Mean F1 of the categories that occur.
    MACRO_F1,
    /// Expected calibration error of the likeliest category's confidence, in 15 bins: less is
    /// better.
    CALIBRATION_ERROR
  }

  /// How a figure of the retrained model stands to that of the one in use.
  public enum Standing {
    /// Better, and more than chance explains.
    BETTER,
    /// No difference that matters.
    EQUAL,
    /// Worse, and more than chance explains.
    WORSE,
    /// Looks worse, but the set is too small to tell it from chance.
    UNPROVEN;

    /// Whether the retrained model may pass with it.
    public boolean passes() {
      return this == BETTER || this == EQUAL;
    }
  }

  /// One figure of both.
  ///
  /// @param old of the model in use, 0 to 1
  /// @param retrained of the retrained model, 0 to 1
  /// @param chance how likely so great a loss would be if both were equally good, 0 to 1
  public record Measure(
      Kind kind, double old, double retrained, double chance, Standing standing) {}

  /// One category of both.
  ///
  /// @param count how many appeals of the set belong to it
  /// @param lost appeals of it that the model in use has right and the retrained one wrong
  /// @param gained the other way round
  /// @param chance how likely so great a loss would be by chance alone, 0 to 1
  /// @param worse whether it is more than chance, with all categories looked at together
  /// @param lostTo what most of the lost are taken for now, null when none was lost
  public record CategoryChange(
      String code,
      int count,
      double oldF1,
      double retrainedF1,
      int lost,
      int gained,
      double chance,
      boolean worse,
      @Nullable String lostTo) {}

  /// Whether the retrained model may take the place: worse in nothing, as a whole and in no
  /// category.
  public boolean accepted() {
    return measures.stream().allMatch(measure -> measure.standing().passes())
        && categories.stream().noneMatch(CategoryChange::worse);
  }
}
