package ua.holos.gateway.filing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ua.holos.bot.channel.InboxUnavailableException;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.gateway.open311.CoreSettings;

class StatusPollerTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final WireMockServer core =
      new WireMockServer(options().dynamicPort().http2PlainDisabled(true));
  private final RememberedLinks links = new RememberedLinks();
  private final FakeInbox inbox = new FakeInbox();
  private final FilingsInFlight inFlight = new FilingsInFlight();
  private final MemoryCursor cursor = new MemoryCursor();

  @BeforeEach
  void start() {
    core.start();
    links.link("17", new ConversationId("web:1"), NOW.minus(Duration.ofDays(200)));
  }

  @AfterEach
  void stop() {
    core.stop();
  }

  @Test
  void tellsWhatIsNewOnceAndInOrder() throws Exception {
    answer(update("17", "b", "2026-11-22T09:50:00Z"), update("17", "a", "2026-11-22T09:40:00Z"));
    assertThat(poller("json").poll()).isTrue();
    assertThat(poller("json").poll()).isTrue();
    assertThat(inbox.updateIds()).containsExactly("a", "b");
    assertThat(cursor.position()).contains(Instant.parse("2026-11-22T09:50:00Z"));
  }

  @Test
  void asksFromTheCursorAndNotFromAWindow() throws Exception {
    cursor.moveTo(Instant.parse("2026-11-20T08:00:00Z"));
    answer(update("17", "a", "2026-11-20T08:05:00Z"));
    poller("json").poll();
    OffsetDateTime from = OffsetDateTime.parse(asked("start_date").getFirst());
    assertThat(from.toInstant())
        .isBefore(Instant.parse("2026-11-20T08:00:00Z"))
        .isAfter(Instant.parse("2026-11-20T07:00:00Z"));
    assertThat(asked("api_key")).containsOnly("secret");
  }

  @Test
  void goesThroughALongAbsenceInSpansThatACoreAllows() throws Exception {
    cursor.moveTo(NOW.minus(Duration.ofDays(150)));
    answer();
    assertThat(poller("json").poll()).isTrue();
    List<String> starts = asked("start_date");
    List<String> ends = asked("end_date");
    assertThat(starts.size()).isBetween(5, 7);
    for (int i = 0; i < starts.size(); i++) {
      Instant from = OffsetDateTime.parse(starts.get(i)).toInstant();
      Instant to = OffsetDateTime.parse(ends.get(i)).toInstant();
      assertThat(Duration.between(from, to)).isLessThan(Duration.ofDays(90));
      if (i > 0) {
        // No hole between two spans.
        assertThat(from).isBeforeOrEqualTo(OffsetDateTime.parse(ends.get(i - 1)).toInstant());
      }
    }
    assertThat(OffsetDateTime.parse(ends.getLast()).toInstant()).isAfterOrEqualTo(NOW);
  }

  @Test
  void losesNothingWhenTheInboxGoesAwayInTheMiddle() throws Exception {
    cursor.moveTo(Instant.parse("2026-11-22T09:00:00Z"));
    answer(update("17", "a", "2026-11-22T09:40:00Z"), update("17", "b", "2026-11-22T09:50:00Z"));
    inbox.away = true;
    assertThatThrownBy(() -> poller("json").poll()).isInstanceOf(InboxUnavailableException.class);
    assertThat(cursor.position()).contains(Instant.parse("2026-11-22T09:00:00Z"));
    inbox.away = false;
    assertThat(poller("json").poll()).isTrue();
    assertThat(inbox.updateIds()).containsExactly("a", "b");
  }

  @Test
  void waitsForANumberThatIsBeingFiled() throws Exception {
    cursor.moveTo(Instant.parse("2026-11-22T09:00:00Z"));
    answer(update("17", "a", "2026-11-22T09:40:00Z"), update("18", "b", "2026-11-22T09:50:00Z"));
    inFlight.begin();
    assertThat(poller("json").poll()).isFalse();
    assertThat(cursor.position()).contains(Instant.parse("2026-11-22T09:40:00Z"));
    links.link("18", new ConversationId("web:2"), NOW);
    inFlight.end();
    assertThat(poller("json").poll()).isTrue();
    assertThat(inbox.updateIds()).containsExactly("a", "b");
  }

  @Test
  void keepsTheCursorWhileTheCoreIsSilent() throws Exception {
    cursor.moveTo(Instant.parse("2026-11-22T09:00:00Z"));
    core.stubFor(
        get(urlPathEqualTo("/servicerequestupdates.json")).willReturn(aResponse().withStatus(500)));
    assertThat(poller("json").poll()).isFalse();
    assertThat(cursor.position()).contains(Instant.parse("2026-11-22T09:00:00Z"));
  }

  @Test
  void readsXml() throws Exception {
    core.stubFor(
        get(urlPathEqualTo("/servicerequestupdates.xml"))
            .willReturn(
                aResponse()
                    .withBody(
                        "<service_request_updates><request_update><update_id>a</update_id>"
                            + "<service_request_id>17</service_request_id><status>fixed</status>"
                            + "<updated_datetime>2026-11-22T11:50:00+02:00</updated_datetime>"
                            + "<description>Готово</description>"
                            + "<media_url>http://x.test/1</media_url>"
                            + "<media_url>http://x.test/2</media_url></request_update>"
                            + "</service_request_updates>")));
    assertThat(poller("xml").poll()).isTrue();
    assertThat(inbox.events.getFirst().note())
        .isEqualTo("Готово\nhttp://x.test/1\nhttp://x.test/2");
  }

  @Test
  void readsAnEmptyListInXml() throws Exception {
    core.stubFor(
        get(urlPathEqualTo("/servicerequestupdates.xml"))
            .willReturn(aResponse().withBody("<service_request_updates/>")));
    assertThat(poller("xml").poll()).isTrue();
    assertThat(inbox.events).isEmpty();
  }

  private StatusPoller poller(String format) throws Exception {
    CoreSettings settings =
        new CoreSettings(
            core.baseUrl(),
            "",
            "",
            "",
            format,
            null,
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            "");
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    return new StatusPoller(
        new Open311Client(settings, settings::url),
        List.of(new Open311Client.Parameter("api_key", "secret")),
        new StatusIntake(links, StatusWebhookTest.words(), inbox, inFlight, meters),
        cursor,
        Duration.ofSeconds(60),
        () -> NOW,
        meters);
  }

  private List<String> asked(String parameter) {
    List<String> values = new ArrayList<>();
    core.findAll(getRequestedFor(urlPathEqualTo("/servicerequestupdates.json")))
        .forEach(request -> values.add(request.queryParameter(parameter).firstValue()));
    return values;
  }

  private void answer(String... updates) {
    core.stubFor(
        get(urlPathEqualTo("/servicerequestupdates.json"))
            .willReturn(aResponse().withBody("[" + String.join(",", updates) + "]")));
  }

  private static String update(String number, String id, String at) {
    return "{\"service_request_id\":\"%s\",\"update_id\":\"%s\",\"status\":\"in_progress\","
            .formatted(number, id)
        + "\"updated_datetime\":\""
        + at
        + "\",\"description\":\""
        + id
        + "\"}";
  }

  private static final class MemoryCursor implements PollCursor {
    private @Nullable Instant position;

    @Override
    public Optional<Instant> position() {
      return Optional.ofNullable(position);
    }

    @Override
    public void moveTo(Instant position) {
      this.position = position;
    }

    @Override
    public boolean mine(Duration time) {
      return true;
    }
  }
}
