package ua.holos.gateway.filing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.FileSystemResource;
import ua.holos.bot.appeal.AppealStatus;
import ua.holos.bot.channel.InboxUnavailableException;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Event;
import ua.holos.gateway.open311.WebhookSignature;

class StatusWebhookTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final ConversationId CITIZEN = new ConversationId("telegram:4711");

  private final WebhookSignature signature = new WebhookSignature("the secret of the tests");
  private final RememberedLinks links = new RememberedLinks();
  private final FakeInbox inbox = new FakeInbox();
  private final FilingsInFlight inFlight = new FilingsInFlight();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private StatusWebhook webhook;

  @BeforeEach
  void build() throws Exception {
    webhook =
        new StatusWebhook(
            signature,
            new StatusIntake(links, words(), inbox, inFlight, meters),
            () -> NOW,
            meters);
    links.link("6-000001", CITIZEN, NOW.minusSeconds(60));
  }

  @Test
  void tellsAStatusChangeOnce() {
    String body = update("6-000001", "6-000001.1", "fixed", "done");
    assertThat(post(body)).isEqualTo(202);
    assertThat(post(body)).isEqualTo(202);
    assertThat(inbox.conversations).containsExactly(CITIZEN);
    Event.StatusChanged event = inbox.events.getFirst();
    assertThat(event.status()).isEqualTo(AppealStatus.DONE);
    assertThat(event.note()).isEqualTo("Відновлено\nhttp://city.test/media/1");
    assertThat(event.responsible()).isEqualTo("ДТЕК");
    assertThat(event.expectedAt()).isEqualTo(Instant.parse("2026-12-01T21:59:59Z"));
    assertThat(event.updateId()).isEqualTo("6-000001.1");
  }

  private static String correction(String id, String status, String extras) {
    return "{\"service_request_id\":\"6-000001\",\"update_id\":\"%s\",\"status\":\"%s\","
            .formatted(id, status)
        + "\"updated_datetime\":\"2026-11-22T12:00:00+02:00\",\"description\":\"Уточнили\","
        + "\"extras\":{"
        + extras
        + "}}";
  }

  @Test
  void tellsACorrectionOnceAndNoStatusWithIt() {
    String body =
        correction(
            "6-000001.1",
            "open",
            "\"service_code\":\"heating\",\"address\":\"вулиця Прорізна, 5\"");
    assertThat(post(body)).isEqualTo(202);
    assertThat(post(body)).isEqualTo(202);
    assertThat(inbox.events).isEmpty();
    assertThat(inbox.corrections).hasSize(1);
    Event.AppealCorrected event = inbox.corrections.getFirst();
    assertThat(event.category()).isEqualTo("heating");
    assertThat(event.address()).isEqualTo("вулиця Прорізна, 5");
    assertThat(event.streetId()).isNull();
    assertThat(event.note()).isEqualTo("Уточнили");
  }

  @Test
  void tellsACorrectionAndTheStatusThatCameWithIt() {
    assertThat(post(correction("6-000001.1", "fixed", "\"service_code\":\"heating\"")))
        .isEqualTo(202);
    assertThat(inbox.corrections).hasSize(1);
    assertThat(inbox.events)
        .extracting(Event.StatusChanged::status)
        .containsExactly(AppealStatus.DONE);
    assertThat(inbox.events.getFirst().note()).as("told with the correction").isEmpty();
  }

  @Test
  void takesAnArray() {
    assertThat(
            post(
                "["
                    + update("6-000001", "a", "in_progress", "")
                    + ","
                    + update("6-000001", "b", "closed", "")
                    + "]"))
        .isEqualTo(202);
    assertThat(inbox.updateIds()).containsExactly("a", "b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sha256=", "sha256=00", "sha1=abc", "nonsense"})
  void storesNothingWithAWrongSignature(String header) {
    byte[] body = update("6-000001", "a", "fixed", "").getBytes(StandardCharsets.UTF_8);
    assertThat(webhook.receive(header, null, body).getStatusCode().value()).isEqualTo(401);
    assertThat(webhook.receive(null, null, body).getStatusCode().value()).isEqualTo(401);
    assertThat(inbox.events).isEmpty();
    assertThat(counted("wrong_signature")).isEqualTo(2);
  }

  @Test
  void noticesAChangedBody() {
    byte[] body = update("6-000001", "a", "fixed", "").getBytes(StandardCharsets.UTF_8);
    String header = signature.sign(body);
    byte[] changed = update("6-000001", "a", "closed", "").getBytes(StandardCharsets.UTF_8);
    assertThat(webhook.receive(header, null, changed).getStatusCode().value()).isEqualTo(401);
    assertThat(new WebhookSignature("another secret").matches(header, body)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0,202", "-299,202", "299,202", "-301,401", "301,401", "nonsense,401"})
  void refusesWhatWasSentTooLongAgo(String offset, int expected) {
    String sentAt =
        offset.equals("nonsense")
            ? offset
            : Long.toString(NOW.getEpochSecond() + Long.parseLong(offset));
    assertThat(post(update("6-000001", "a", "fixed", ""), sentAt)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "nonsense",
        "<xml/>",
        "{\"service_request_id\":\"6-000001\"}",
        "[{\"service_request_id\":\"6-000001\",\"update_id\":\"1\",\"status\":\"open\","
            + "\"updated_datetime\":\"2026-11-22T10:00:00\"}]"
      })
  void refusesWhatItCannotRead(String body) {
    assertThat(post(body)).isEqualTo(400);
    assertThat(inbox.events).isEmpty();
    assertThat(counted("malformed")).isEqualTo(1);
  }

  @Test
  void leavesForeignAppealsAlone() {
    assertThat(post(update("9-999999", "a", "fixed", ""))).isEqualTo(202);
    assertThat(inbox.events).isEmpty();
    assertThat(meters.counter("holos.core.updates", "outcome", "unknown_appeal").count())
        .isEqualTo(1);
  }

  @Test
  void asksForAnotherDeliveryWhileTheNumberMayStillArrive() {
    inFlight.begin();
    String body = update("6-000002", "6-000002.1", "in_progress", "");
    assertThat(post(body)).isEqualTo(503);
    links.link("6-000002", CITIZEN, NOW);
    inFlight.end();
    assertThat(post(body)).isEqualTo(202);
    assertThat(inbox.updateIds()).containsExactly("6-000002.1");
  }

  @Test
  void findsTheConversationByOurOwnReference() {
    assertThat(
            post(
                "{\"service_request_id\":\"6-000009\",\"update_id\":\"x\",\"status\":\"fixed\","
                    + "\"updated_datetime\":\"2026-11-22T12:00:00+02:00\","
                    + "\"customer_reference\":\"viber:Zm9v=:3\"}"))
        .isEqualTo(202);
    assertThat(inbox.conversations).containsExactly(new ConversationId("viber:Zm9v="));
  }

  @Test
  void doesNotTellCitizensWhatTheySaidThemselves() {
    assertThat(
            post(
                "{\"service_request_id\":\"6-000001\",\"update_id\":\"x\",\"status\":\"open\","
                    + "\"updated_datetime\":\"2026-11-22T12:00:00+02:00\","
                    + "\"description\":\"Ні\",\"extras\":{\"origin\":\"citizen\"}}"))
        .isEqualTo(202);
    assertThat(inbox.events).isEmpty();
  }

  @Test
  void losesNothingWhileTheInboxIsAway() {
    inbox.away = true;
    String body = update("6-000001", "a", "fixed", "");
    assertThatThrownBy(() -> post(body)).isInstanceOf(InboxUnavailableException.class);
    inbox.away = false;
    assertThat(post(body)).isEqualTo(202);
    assertThat(inbox.updateIds()).containsExactly("a");
  }

  @ParameterizedTest
  @CsvSource({
    "open,,REGISTERED",
    "IN_PROGRESS,,IN_PROGRESS",
    "planned,,IN_PROGRESS",
    "planned,postponed,POSTPONED",
    "investigating,question,QUESTION",
    "fixed,,DONE",
    "no_further_action,,EXPLAINED",
    "not_councils_responsibility,,NOT_COMPETENT",
    "duplicate,,CLOSED",
    "fixed,house-code-17,DONE",
    "martian,,IN_PROGRESS"
  })
  void understandsTheCoresWords(String status, @Nullable String code, AppealStatus expected) {
    post(update("6-000001", "a", status, code == null ? "" : code));
    assertThat(inbox.events.getFirst().status()).isEqualTo(expected);
  }

  @Test
  void tellsWordsWithoutAStatusUnderTheStatusAsItWas() {
    post(update("6-000001", "a", "investigating", "question"));
    post(update("6-000001", "b", "unchanged", ""));
    assertThat(inbox.events.getLast().status()).isEqualTo(AppealStatus.QUESTION);
    post(
        "{\"service_request_id\":\"6-000001\",\"update_id\":\"c\",\"status\":\"unchanged\","
            + "\"updated_datetime\":\"2026-11-22T12:00:00+02:00\"}");
    assertThat(inbox.updateIds()).containsExactly("a", "b");
  }

  static StatusWords words() throws Exception {
    return StatusWords.read(new FileSystemResource(Path.of("../config/city/statuses.yaml")));
  }

  static String update(String number, String id, String status, String code) {
    return "{\"service_request_id\":\"%s\",\"update_id\":\"%s\",\"status\":\"%s\",%s"
            .formatted(
                number,
                id,
                status,
                code.isEmpty() ? "" : "\"external_status_code\":\"" + code + "\",")
        + "\"updated_datetime\":\"2026-11-22T12:00:00+02:00\",\"description\":\"Відновлено\","
        + "\"media_url\":\"http://city.test/media/1\",\"extras\":{\"responsible\":\"ДТЕК\","
        + "\"expected_datetime\":\"2026-12-01T23:59:59+02:00\"}}";
  }

  private int post(String body) {
    return post(body, null);
  }

  private int post(String body, @Nullable String sentAt) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return webhook.receive(signature.sign(bytes), sentAt, bytes).getStatusCode().value();
  }

  private double counted(String outcome) {
    return meters.counter("holos.core.webhook", "outcome", outcome).count();
  }
}
