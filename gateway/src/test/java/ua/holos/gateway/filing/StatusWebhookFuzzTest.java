package ua.holos.gateway.filing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Event;
import ua.holos.gateway.open311.WebhookSignature;
import ua.holos.gateway.store.JsonCodec;

/// Status updates with any value in any place, and damaged on the way, rightly signed.
class StatusWebhookFuzzTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<JsonNode> VALUES =
      List.of(
          JSON.nullNode(),
          JSON.getNodeFactory().booleanNode(true),
          JSON.getNodeFactory().numberNode(-1),
          JSON.getNodeFactory().numberNode(1e308),
          JSON.getNodeFactory().stringNode(""),
          JSON.getNodeFactory().stringNode(":"),
          JSON.getNodeFactory().stringNode("viber::"),
          JSON.getNodeFactory().stringNode("Ї:0:0"),
          JSON.getNodeFactory().stringNode("\u0000\uD83D"),
          JSON.getNodeFactory().stringNode("2026-13-45T99:99:99Z"),
          JSON.getNodeFactory().stringNode("+999999999-12-31T23:59:59+18:00"),
          JSON.getNodeFactory().stringNode("я".repeat(5000)),
          JSON.createArrayNode(),
          JSON.createObjectNode());

  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1551);
  private final WebhookSignature signature = new WebhookSignature("the secret of the tests");
  private final JsonCodec codec = new JsonCodec();
  private final FakeInbox inbox = new FakeInbox();

  @Test
  void anyBodyGetsAnAnswerAndNoneIsAnErrorOfOurs() throws Exception {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    RememberedLinks links = new RememberedLinks();
    links.link("6-000001", new ConversationId("telegram:4711"), NOW.minusSeconds(60));
    StatusWebhook webhook =
        new StatusWebhook(
            signature,
            new StatusIntake(
                links, StatusWebhookTest.words(), inbox, new FilingsInFlight(), meters),
            () -> NOW,
            meters);
    TreeMap<Integer, Integer> answers = new TreeMap<>();
    int inputs = Integer.getInteger("holos.fuzz.inputs", 20_000);
    for (int i = 0; i < inputs; i++) {
      byte[] body = body(i);
      answers.merge(answer(webhook, body), 1, Integer::sum);
      inbox.events.forEach(this::canBeStored);
      inbox.corrections.forEach(this::canBeStored);
      inbox.forget();
    }
    System.out.println("StatusWebhookFuzzTest: answers " + answers);
    assertThat(answers.keySet()).isSubsetOf(Set.of(202, 400)).contains(202, 400);
  }

  /// What was taken must survive the log.
  private void canBeStored(Event event) {
    assertThat(codec.readEvent(codec.writeEvent(event))).isNotNull();
  }

  private int answer(StatusWebhook webhook, byte[] body) {
    try {
      return webhook.receive(signature.sign(body), null, body).getStatusCode().value();
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(
          "Stumbled over "
              + Base64.getEncoder().encodeToString(body)
              + " = "
              + new String(body, StandardCharsets.UTF_8),
          e);
    }
  }

  private byte[] body(int i) {
    ObjectNode update =
        (ObjectNode) JSON.readTree(StatusWebhookTest.update("6-000001", "u" + i, "fixed", "done"));
    update.put("customer_reference", "viber:Zm9v=:3");
    ObjectNode where = random.nextInt(4) == 0 ? (ObjectNode) update.path("extras") : update;
    for (int changes = random.nextInt(3); changes >= 0; changes--) {
      List<String> names = List.copyOf(where.propertyNames());
      where.set(names.get(random.nextInt(names.size())), VALUES.get(random.nextInt(VALUES.size())));
    }
    byte[] bytes = JSON.writeValueAsBytes(update);
    return switch (random.nextInt(6)) {
      case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 1 -> {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        yield bytes;
      }
      case 2 -> {
        byte[] noise = new byte[random.nextInt(100)];
        random.nextBytes(noise);
        yield noise;
      }
      default -> bytes;
    };
  }
}
