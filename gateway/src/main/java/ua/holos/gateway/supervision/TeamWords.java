package ua.holos.gateway.supervision;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Figures as the page shows them.
public final class TeamWords {
  private static final String NOTHING = "–";

  TeamWords() {}

  /// `0:42`, `12:05`, `1:02:30`; a dash for nothing.
  public String time(@Nullable Double seconds) {
    if (seconds == null) {
      return NOTHING;
    }
    long all = Math.round(seconds);
    return all < 3_600
        ? String.format(Locale.ROOT, "%d:%02d", all / 60, all % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", all / 3_600, all / 60 % 60, all % 60);
  }

  /// Median and the 90th percentile.
  public String spread(DeskFigures.Spread spread) {
    return spread.median() == null ? NOTHING : time(spread.median()) + " / " + time(spread.p90());
  }

  /// `12,5 %`.
  public String share(@Nullable Double share) {
    return share == null
        ? NOTHING
        : String.format(Locale.ROOT, "%.1f", share * 100).replace('.', ',') + "\u00A0%";
  }

  /// `4,3 (12)`: the mean, and of how many.
  public String rating(DeskFigures.Line line) {
    Double mean = line.rating();
    return mean == null
        ? NOTHING
        : String.format(Locale.ROOT, "%.1f", mean).replace('.', ',') + " (" + line.rated() + ")";
  }
}
