package ua.holos.gateway.delivery;

import static ua.holos.gateway.delivery.DeliveryAmounts.NOTHING;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.channel.ChannelAdapter;
import ua.holos.bot.channel.ChannelCapabilities;
import ua.holos.bot.channel.ChannelCapabilities.Feature;
import ua.holos.bot.channel.ChannelCapabilities.Receipts;
import ua.holos.bot.channel.ChannelPace;
import ua.holos.gateway.delivery.DeliveryFigures.Speed;
import ua.holos.gateway.delivery.DeliveryFigures.Tally;
import ua.holos.gateway.log.WaitingMessages;

/// The channels as the page shows them: everything is text already.
final class ChannelViews {
  private static final String SMS = "tel";
  private static final Duration DAY = Duration.ofDays(1);

  private final ChannelAdapters adapters;
  private final DeliveryHealth health;
  private final ZoneId zone;

  ChannelViews(ChannelAdapters adapters, DeliveryHealth health, ZoneId zone) {
    this.adapters = adapters;
    this.health = health;
    this.zone = zone;
  }

  /// A line of the table: a measure, for a day and for a week.
  record Line(String name, String day, String week) {}

  /// A channel.
  ///
  /// @param state on or off, in words
  /// @param hint how to switch it on, null when it is
  /// @param can what it can do
  /// @param trouble what is wrong with its settings, null when nothing is
  /// @param waiting how many messages wait, null when that isn't known
  /// @param lines empty when there are no figures
  /// @param chart null when nothing was said for a day
  record ChannelView(
      String code,
      String name,
      boolean on,
      String state,
      @Nullable String hint,
      List<String> can,
      @Nullable String trouble,
      @Nullable String waiting,
      List<Line> lines,
      @Nullable HourChart chart) {}

  /// All figures of the record, null when it is away.
  record Known(List<Tally> tallies, List<Speed> day, List<Speed> week) {}

  List<ChannelView> all(@Nullable Known known, WaitingMessages.@Nullable All waiting, Instant now) {
    Set<String> codes = new LinkedHashSet<>(DeliveryWords.channels());
    codes.addAll(adapters.codes());
    if (known != null) {
      known.tallies().forEach(tally -> codes.add(tally.channel()));
    }
    if (waiting != null) {
      codes.addAll(waiting.byChannel().keySet());
    }
    return codes.stream()
        .map(code -> view(code, known, waiting, now))
        .sorted(Comparator.comparing(ChannelView::on).reversed())
        .toList();
  }

  static String name(String code) {
    return DeliveryWords.or("channel." + code, code);
  }

  private ChannelView view(
      String code, @Nullable Known known, WaitingMessages.@Nullable All waiting, Instant now) {
    ChannelAdapter adapter = adapters.byCode(code).orElse(null);
    String wrong = health.wrongSettings().get(code);
    List<Tally> tallies =
        known == null
            ? List.of()
            : known.tallies().stream().filter(tally -> tally.channel().equals(code)).toList();
    return new ChannelView(
        code,
        name(code),
        adapter != null,
        DeliveryWords.of(adapter == null ? "state.off" : "state.on"),
        adapter == null ? DeliveryWords.or("off." + code, "holos." + code) : null,
        adapter == null ? List.of() : can(adapter),
        adapter == null || wrong == null ? null : DeliveryWords.of("trouble.settings", wrong),
        waiting == null ? null : waiting(waiting, code, now),
        known == null || adapter == null && tallies.isEmpty()
            ? List.of()
            : lines(code, adapter, tallies, known, now),
        HourChart.of(tallies, now, zone));
  }

  private static String waiting(WaitingMessages.All all, String code, Instant now) {
    WaitingMessages.Waiting waiting = all.byChannel().get(code);
    if (waiting == null) {
      return DeliveryWords.of("waiting.none");
    }
    return DeliveryWords.of(
        all.more() ? "waiting.more" : "waiting.some",
        DeliveryAmounts.count(waiting.messages()),
        DeliveryAmounts.time(Duration.between(waiting.oldest(), now)));
  }

  private static List<String> can(ChannelAdapter adapter) {
    ChannelCapabilities capabilities = adapter.capabilities();
    List<String> can = new ArrayList<>();
    for (Feature feature : Feature.values()) {
      if (capabilities.can(feature)) {
        can.add(DeliveryWords.of("feature." + feature));
      }
    }
    can.add(DeliveryWords.of("receipts." + capabilities.receipts()));
    BigDecimal price = capabilities.price().hryvnias();
    Duration freeFor = capabilities.price().freeFor();
    if (price.signum() == 0) {
      can.add(DeliveryWords.of("price.free"));
    } else if (freeFor.isZero()) {
      can.add(DeliveryWords.of("price.paid", DeliveryAmounts.hryvnias(price)));
    } else {
      can.add(
          DeliveryWords.of(
              "price.session", DeliveryAmounts.hryvnias(price), DeliveryAmounts.time(freeFor)));
    }
    ChannelPace pace = adapter.pace();
    if (Double.isFinite(pace.messagesPerSecond()) && pace.messagesPerSecond() < 1_000_000) {
      can.add(
          DeliveryWords.of(
              "pace", String.format(DeliveryWords.UKRAINIAN, "%.3g", pace.messagesPerSecond())));
    }
    return can;
  }

  /// What the messages of a while came to.
  private record Sum(
      long left, long arrived, long read, long failed, BigDecimal cost, long smsParts) {
    static Sum of(List<Tally> tallies, long sinceHour) {
      long left = 0;
      long arrived = 0;
      long read = 0;
      long failed = 0;
      BigDecimal cost = BigDecimal.ZERO;
      long smsParts = 0;
      for (Tally tally : tallies) {
        if (tally.hour() >= sinceHour) {
          left += tally.left() ? tally.messages() : 0;
          read += tally.status().equals("read") ? tally.messages() : 0;
          arrived +=
              tally.status().equals("read") || tally.status().equals("delivered")
                  ? tally.messages()
                  : 0;
          failed += tally.status().equals("failed") ? tally.messages() : 0;
          cost = cost.add(tally.cost());
          smsParts += tally.smsParts();
        }
      }
      return new Sum(left, arrived, read, failed, cost, smsParts);
    }

    long all() {
      return Math.max(left, failed);
    }
  }

  private static long hour(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), 3_600L);
  }

  private List<Line> lines(
      String code,
      @Nullable ChannelAdapter adapter,
      List<Tally> tallies,
      Known known,
      Instant now) {
    Sum day = Sum.of(tallies, hour(now.minus(DAY)));
    Sum week = Sum.of(tallies, Long.MIN_VALUE);
    Receipts receipts = receipts(adapter, week);
    List<Line> lines = new ArrayList<>();
    lines.add(line("sent", DeliveryAmounts.count(day.left), DeliveryAmounts.count(week.left)));
    if (receipts != Receipts.NONE) {
      lines.add(
          line(
              "delivered",
              DeliveryAmounts.share(day.arrived, day.left),
              DeliveryAmounts.share(week.arrived, week.left)));
    }
    if (receipts == Receipts.READ) {
      lines.add(
          line(
              "read",
              DeliveryAmounts.share(day.read, day.left),
              DeliveryAmounts.share(week.read, week.left)));
    }
    lines.add(
        line(
            "failed",
            DeliveryAmounts.share(day.failed, day.all()),
            DeliveryAmounts.share(week.failed, week.all())));
    Speed fastDay = speed(known.day(), code);
    Speed fastWeek = speed(known.week(), code);
    lines.add(
        line(
            "to-leave",
            times(
                fastDay == null ? null : fastDay.medianToLeave(),
                fastDay == null ? null : fastDay.p95ToLeave()),
            times(
                fastWeek == null ? null : fastWeek.medianToLeave(),
                fastWeek == null ? null : fastWeek.p95ToLeave())));
    if (receipts != Receipts.NONE) {
      lines.add(
          line(
              "to-arrive",
              times(
                  fastDay == null ? null : fastDay.medianToArrive(),
                  fastDay == null ? null : fastDay.p95ToArrive()),
              times(
                  fastWeek == null ? null : fastWeek.medianToArrive(),
                  fastWeek == null ? null : fastWeek.p95ToArrive())));
    }
    lines.add(
        line("cost", DeliveryAmounts.hryvnias(day.cost), DeliveryAmounts.hryvnias(week.cost)));
    if (!code.equals(SMS)) {
      lines.add(line("as-sms", asSms(day.smsParts), asSms(week.smsParts)));
    }
    return lines;
  }

  /// Of a channel that is off it is known by what it once told.
  private static Receipts receipts(@Nullable ChannelAdapter adapter, Sum week) {
    if (adapter != null) {
      return adapter.capabilities().receipts();
    }
    return week.arrived == 0 ? Receipts.NONE : week.read == 0 ? Receipts.DELIVERY : Receipts.READ;
  }

  private static Line line(String key, String day, String week) {
    return new Line(DeliveryWords.of("line." + key), day, week);
  }

  private static @Nullable Speed speed(List<Speed> speeds, String code) {
    return speeds.stream().filter(speed -> speed.channel().equals(code)).findFirst().orElse(null);
  }

  private static String times(@Nullable Double median, @Nullable Double p95) {
    return median == null
        ? NOTHING
        : DeliveryAmounts.seconds(median) + " / " + DeliveryAmounts.seconds(p95);
  }

  /// In hryvnias where the SMS channel is on and says what a part costs, otherwise in parts.
  private String asSms(long parts) {
    return adapters
        .byCode(SMS)
        .map(sms ->
            DeliveryAmounts.hryvnias(
                sms.capabilities().price().hryvnias().multiply(BigDecimal.valueOf(parts))))
        .orElseGet(() -> DeliveryWords.of("sms.parts", DeliveryAmounts.count(parts)));
  }

  /// What all channels cost, beside what the same would have cost as SMS.
  List<Line> costs(Known known, Instant now) {
    Sum day = Sum.of(known.tallies(), hour(now.minus(DAY)));
    Sum week = Sum.of(known.tallies(), Long.MIN_VALUE);
    return List.of(
        line("sent", DeliveryAmounts.count(day.left), DeliveryAmounts.count(week.left)),
        line(
            "failed",
            DeliveryAmounts.share(day.failed, day.all()),
            DeliveryAmounts.share(week.failed, week.all())),
        line("cost", DeliveryAmounts.hryvnias(day.cost), DeliveryAmounts.hryvnias(week.cost)),
        line("as-sms", asSms(day.smsParts), asSms(week.smsParts)));
  }
}
