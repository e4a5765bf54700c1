package ua.holos.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import ua.holos.bot.channel.ChannelAdapter;
import ua.holos.gateway.delivery.ChannelViews.ChannelView;
import ua.holos.gateway.delivery.ChannelViews.Known;
import ua.holos.gateway.delivery.ChannelViews.Line;
import ua.holos.gateway.delivery.DeliveryFigures.Speed;
import ua.holos.gateway.delivery.DeliveryFigures.Tally;
import ua.holos.gateway.log.WaitingMessages;

class ChannelViewsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T09:30:00Z");
  private static final long HOUR = NOW.getEpochSecond() / 3_600;

  private static ChannelView view(String code, Known known, ChannelAdapter... on) {
    return views(on).all(known, null, NOW).stream()
        .filter(one -> one.code().equals(code))
        .findFirst()
        .orElseThrow();
  }

  private static ChannelViews views(ChannelAdapter... on) {
    return new ChannelViews(
        new ChannelAdapters(List.of(on)), new DeliveryHealth(), ZoneId.of("Europe/Kyiv"));
  }

  private static Tally tally(String channel, long hoursAgo, String status, long messages) {
    return new Tally(
        channel,
        HOUR - hoursAgo,
        status,
        !status.equals("queued"),
        messages,
        new BigDecimal("0.65").multiply(BigDecimal.valueOf(messages)),
        2 * messages);
  }

  private static final Known VIBER =
      new Known(
          List.of(
              tally("viber", 0, "read", 60),
              tally("viber", 1, "delivered", 30),
              tally("viber", 2, "failed", 10),
              tally("viber", 100, "accepted", 100)),
          List.of(new Speed("viber", 0.3, 0.8, 4.2, 75.0)),
          List.of());

  @Test
  void sharesAreOfWhatWasSentInThatTime() {
    assertThat(view("viber", VIBER, FakeAdapter.viber(), FakeAdapter.sms()).lines())
        .containsExactly(
            new Line("Надіслано", "100", "200"),
            new Line("Доставлено", "90 (90,0\u00a0%)", "90 (45,0\u00a0%)"),
            new Line("Прочитано", "60 (60,0\u00a0%)", "60 (30,0\u00a0%)"),
            new Line("Не доставлено", "10 (10,0\u00a0%)", "10 (5,0\u00a0%)"),
            new Line("До платформи: медіана / 95\u00a0%", "0,3\u00a0с / 0,8\u00a0с", "—"),
            new Line(
                "До людини: медіана / 95\u00a0%", "4,2\u00a0с / 1\u00a0хв\u00a015\u00a0с", "—"),
            new Line("Вартість", "65,00\u00a0₴", "130,00\u00a0₴"),
            new Line("Те саме лише через SMS", "200,00\u00a0₴", "400,00\u00a0₴"));
  }

  @Test
  void withoutAnSmsChannelThePriceIsToldInParts() {
    assertThat(view("viber", VIBER, FakeAdapter.viber()).lines().getLast())
        .isEqualTo(new Line("Те саме лише через SMS", "200 частин SMS", "400 частин SMS"));
  }

  @Test
  void whatAPlatformDoesNotReportIsNotClaimed() {
    Known known = new Known(List.of(tally("telegram", 0, "sent", 5)), List.of(), List.of());
    assertThat(view("telegram", known, FakeAdapter.telegram()).lines())
        .extracting(Line::name)
        .doesNotContain("Доставлено", "Прочитано");
    ChannelView off = view("telegram", known);
    assertThat(off.on()).isFalse();
    assertThat(off.hint()).isEqualTo("holos.telegram.token");
    assertThat(off.lines()).extracting(Line::name).doesNotContain("Доставлено");
  }

  @Test
  void aChannelOfWhichNothingIsKnownIsThereAndOff() {
    ChannelView sms = view("tel", new Known(List.of(), List.of(), List.of()));
    assertThat(sms.on()).isFalse();
    assertThat(sms.lines()).isEmpty();
    assertThat(sms.chart()).isNull();
  }

  @Test
  void tellsWhatWaitsAndHowLong() {
    var all =
        new WaitingMessages.All(
            Map.of("viber", new WaitingMessages.Waiting(1_200, NOW.minus(Duration.ofMinutes(95)))),
            false);
    assertThat(views(FakeAdapter.viber()).all(null, all, NOW).getFirst().waiting())
        .isEqualTo("Чекають: 1\u00a0200, найдовше – 1\u00a0год\u00a035\u00a0хв.");
  }

  @Test
  void theChartStandsOnTheSameGroundAndShowsEvenOneFailure() {
    HourChart chart = Objects.requireNonNull(view("viber", VIBER, FakeAdapter.viber()).chart());
    assertThat(chart.columns()).hasSize(24);
    assertThat(chart.most()).isEqualTo("60");
    HourChart.Column last = chart.columns().getLast();
    assertThat(last.pieces()).containsExactly(new HourChart.Piece("bar-arrived", 0, 60));
    HourChart.Column failed = chart.columns().get(21);
    assertThat(failed.pieces()).containsExactly(new HourChart.Piece("bar-failed", 50, 10));
    assertThat(last.title()).startsWith("11:00: доставлено 60");
  }
}
