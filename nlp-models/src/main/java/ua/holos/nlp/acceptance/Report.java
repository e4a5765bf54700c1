package ua.holos.nlp.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import ua.holos.nlp.acceptance.Verdict.CategoryChange;
import ua.holos.nlp.acceptance.Verdict.Measure;
import ua.holos.nlp.acceptance.Verdict.Standing;

/// A [Verdict] for people, and as one line of JSON for programs.
public final class Report {
  private static final int MOST_CATEGORIES = 8;

  private Report() {}

  /// The verdict in words: each figure, what is worse and where, and what to do.
  public static String text(Verdict verdict) {
    StringBuilder out = new StringBuilder();
    out.append(format("%,d appeals%n%n", verdict.appeals()));
    out.append("| figure | in use | retrained | standing | by chance |\n|---|---|---|---|---|\n");
    for (Measure measure : verdict.measures()) {
      out.append(
          format(
              "| %s | %.4f | %.4f | %s | %.3f |%n",
              name(measure.kind()),
              measure.old(),
              measure.retrained(),
              words(measure.standing()),
              measure.chance()));
    }
    List<CategoryChange> changed =
        verdict.categories().stream().filter(c -> c.lost() > 0 || c.gained() > 0).toList();
    if (!changed.isEmpty()) {
      out.append(
          "\n| category, the greatest loss first | appeals | F1 in use | F1 retrained | lost |"
              + " gained |\n|---|---|---|---|---|---|\n");
      changed.stream()
          .limit(MOST_CATEGORIES)
          .forEach(c ->
              out.append(
                  format(
                      "| %s | %d | %.3f | %.3f | %d | %d |%n",
                      c.code(), c.count(), c.oldF1(), c.retrainedF1(), c.lost(), c.gained())));
    }
    out.append('\n');
    reasons(verdict).forEach(reason -> out.append(reason).append('\n'));
    return out.toString();
  }

  /// Why the model passes or not, a sentence each; the last says what it comes to.
  public static List<String> reasons(Verdict verdict) {
    List<String> reasons = new ArrayList<>();
    for (Measure measure : verdict.measures()) {
      String figures =
          format("%s: %.4f, was %.4f", name(measure.kind()), measure.retrained(), measure.old());
      switch (measure.standing()) {
        case WORSE -> reasons.add(figures + ". Worse, and not by chance.");
        case UNPROVEN ->
            reasons.add(
                figures
                    + ". Looks worse, but this set is too small to tell it from chance: take more"
                    + " appeals.");
        case BETTER -> reasons.add(figures + ". Better.");
        case EQUAL -> {}
      }
    }
    for (CategoryChange change : verdict.categories()) {
      if (change.worse()) {
        reasons.add(
            format(
                "%s: %d of %d appeals were right and are wrong now (mostly taken for %s), %d the"
                    + " other way round. Worse, and not by chance.",
                change.code(),
                change.lost(),
                change.count(),
                String.valueOf(change.lostTo()),
                change.gained()));
      }
    }
    reasons.add(
        verdict.accepted()
            ? "ACCEPTED: the retrained model is not worse."
            : "NOT ACCEPTED: keep the model in use.");
    return reasons;
  }

  /// The verdict as one line of JSON.
  public static String json(Verdict verdict) {
    StringBuilder out = new StringBuilder();
    out.append(format("{\"accepted\":%b,\"appeals\":%d", verdict.accepted(), verdict.appeals()));
    for (Measure measure : verdict.measures()) {
      out.append(
          format(
              ",\"%s\":{\"old\":%.4f,\"new\":%.4f,\"chance\":%.4f,\"standing\":\"%s\"}",
              measure.kind().name().toLowerCase(Locale.ROOT),
              measure.old(),
              measure.retrained(),
              measure.chance(),
              measure.standing().name().toLowerCase(Locale.ROOT)));
    }
    out.append(",\"worse_categories\":[");
    out.append(
        String.join(
            ",",
            verdict.categories().stream()
                .filter(CategoryChange::worse)
                .map(change -> "\"" + change.code() + "\"")
                .toList()));
    return out.append("]}").toString();
  }

  private static String name(Verdict.Kind kind) {
    return switch (kind) {
      case TOP_1 -> "top-1";
      case TOP_3 -> "top-3";
      case MACRO_F1 -> "macro-F1";
      case CALIBRATION_ERROR -> "calibration error";
    };
  }

  private static String words(Standing standing) {
    return switch (standing) {
      case BETTER -> "better";
      case EQUAL -> "no difference";
      case WORSE -> "worse";
      case UNPROVEN -> "too few to tell";
    };
  }

  private static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
