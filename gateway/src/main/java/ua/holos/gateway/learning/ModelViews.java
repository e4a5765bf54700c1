package ua.holos.gateway.learning;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.appeal.Catalogue;
import ua.holos.bot.appeal.Category;
import ua.holos.gateway.learning.ModelCardFigures.Figure;
import ua.holos.nlp.acceptance.Verdict;

/// Models as the page shows them: everything is text already.
final class ModelViews {
  private static final Locale UKRAINIAN = Locale.of("uk");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", UKRAINIAN);
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", UKRAINIAN);
  private static final int BAR_WIDTH = 24;
  private static final int BAR_HEIGHT = 100;

  private final Catalogue catalogue;
  private final ZoneId zone;

  ModelViews(Catalogue catalogue, ZoneId zone) {
    this.catalogue = catalogue;
    this.zone = zone;
  }

  /// One figure of both models.
  record MeasureView(String name, String old, String now, String standing, String css) {}

  record CheckView(
      boolean accepted, String summary, List<MeasureView> measures, List<String> reasons) {}

  /// A model in the list.
  ///
  /// @param tags what it is just now
  /// @param refusal why it can't be used, null when it can
  /// @param unnamed which categories it never names, null when it names all
  /// @param progress of a check, null when none is running
  /// @param failure why the last check couldn't be done, null when it could
  record ModelView(
      String name,
      String title,
      String sha256,
      List<String> tags,
      @Nullable String refusal,
      @Nullable String unnamed,
      List<Figure> figures,
      @Nullable CheckView check,
      @Nullable String progress,
      @Nullable String failure,
      boolean active,
      boolean shadow,
      boolean mayCheck,
      boolean mayShadow,
      boolean mayActivate) {}

  /// One day of the chart; heights in percent.
  record DayView(String label, int x, int activeHeight, int candidateHeight, String title) {}

  record ShadowView(
      String candidate,
      String active,
      List<Figure> figures,
      List<DayView> days,
      int width,
      boolean confirmed) {}

  String title(String name) {
    return name.equals(ModelRef.SHIPPED_NAME) ? ModelWords.of("title.shipped") : name;
  }

  CheckView check(ModelCheck check) {
    Verdict verdict = check.verdict();
    List<MeasureView> measures = new ArrayList<>();
    for (Verdict.Measure measure : verdict.measures()) {
      measures.add(
          new MeasureView(
              ModelWords.of("measure." + measure.kind().name()),
              share(measure.old()),
              share(measure.retrained()),
              ModelWords.of("standing." + measure.standing().name()),
              measure.standing().passes() ? "good" : "bad"));
    }
    List<String> reasons = new ArrayList<>();
    for (Verdict.Measure measure : verdict.measures()) {
      if (measure.standing() == Verdict.Standing.UNPROVEN) {
        reasons.add(
            ModelWords.of("reason.unproven", ModelWords.of("measure." + measure.kind().name())));
      }
    }
    for (Verdict.CategoryChange change : verdict.categories()) {
      if (change.worse()) {
        reasons.add(
            ModelWords.of(
                "reason.category",
                name(change.code()),
                Integer.toString(change.lost()),
                Integer.toString(change.count()),
                change.lostTo() == null ? "" : name(change.lostTo()),
                Integer.toString(change.gained())));
      }
    }
    return new CheckView(
        verdict.accepted(),
        ModelWords.of(
            verdict.accepted() ? "check.accepted" : "check.refused",
            title(check.against()),
            Integer.toString(verdict.appeals()),
            time(check.at())),
        measures,
        reasons);
  }

  ShadowView shadow(String candidate, String active, List<ShadowTally> tallies) {
    ShadowTally sum = ShadowTally.none(LocalDate.EPOCH);
    for (ShadowTally tally : tallies) {
      sum = sum.plus(tally);
    }
    List<Figure> figures = new ArrayList<>();
    figures.add(figure("shadow.texts", Long.toString(sum.texts())));
    figures.add(figure("shadow.agreed", part(sum.agreed(), sum.texts())));
    figures.add(
        figure(
            "shadow.confidence",
            mean(sum.activeConfidence(), sum.texts())
                + " / "
                + mean(sum.candidateConfidence(), sum.texts())));
    figures.add(figure("shadow.confirmed", Long.toString(sum.confirmed())));
    figures.add(
        figure(
            "shadow.right",
            part(sum.activeRight(), sum.confirmed())
                + " / "
                + part(sum.candidateRight(), sum.confirmed())));
    figures.add(figure("shadow.dropped", Long.toString(sum.dropped())));
    List<DayView> days = new ArrayList<>();
    for (ShadowTally tally : tallies) {
      if (tally.confirmed() > 0) {
        days.add(
            new DayView(
                DAY.format(tally.day()),
                days.size() * 2 * BAR_WIDTH + BAR_WIDTH / 2,
                percent(tally.activeRight(), tally.confirmed()),
                percent(tally.candidateRight(), tally.confirmed()),
                ModelWords.of(
                    "shadow.day",
                    DAY.format(tally.day()),
                    part(tally.activeRight(), tally.confirmed()),
                    part(tally.candidateRight(), tally.confirmed()),
                    Long.toString(tally.confirmed()))));
      }
    }
    return new ShadowView(
        title(candidate),
        title(active),
        figures,
        days,
        Math.max(BAR_HEIGHT, days.size() * 2 * BAR_WIDTH),
        sum.confirmed() > 0);
  }

  /// The category in the words of the city.
  String name(String code) {
    return catalogue.category(code).map(Category::name).orElse(code);
  }

  String time(Instant instant) {
    return TIME.format(instant.atZone(zone));
  }

  private static Figure figure(String key, String value) {
    return new Figure(ModelWords.of(key), value);
  }

  static String share(double value) {
    return String.format(UKRAINIAN, "%.1f %%", 100 * value);
  }

  private static int percent(long part, long whole) {
    return whole == 0 ? 0 : (int) Math.round(100.0 * part / whole);
  }

  private static String part(long part, long whole) {
    return whole == 0 ? "—" : share(part / (double) whole);
  }

  private static String mean(double sum, long count) {
    return count == 0 ? "—" : share(sum / count);
  }
}
