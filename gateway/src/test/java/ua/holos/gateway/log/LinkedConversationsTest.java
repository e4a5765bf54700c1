package ua.holos.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ua.holos.bot.appeal.AppealStatus;
import ua.holos.bot.conversation.Conversation;
import ua.holos.bot.conversation.ConversationEngine;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.message.Content;
import ua.holos.bot.message.Reply;
import ua.holos.bot.understanding.Understanding;
import ua.holos.gateway.city.DemoCity;
import ua.holos.gateway.contact.Contacts;
import ua.holos.gateway.log.EffectCarrier.Carried;
import ua.holos.gateway.store.JsonCodec;

/// Two conversations of one person through the real log: the engine's turns, the carrier between
/// them, a real Redis, one replica after another, and no SQL at all.
final class LinkedConversationsTest {
  private static final String PHONE = "+380501234522";
  private static final ConversationId TELEGRAM = new ConversationId("telegram:4711");
  private static final ConversationId VIBER = new ConversationId("viber:Zm9v=");

  @TempDir Path folder;
  private BundledRedis server;
  private final List<AutoCloseable> open = new ArrayList<>();
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final AtomicInteger messages = new AtomicInteger();
  private final ConversationEngine engine =
      new ConversationEngine(DemoCity.catalogue(), DemoCity.wording(), DemoCity.policy());

  @BeforeEach
  void start() {
    server = BundledRedis.start(folder.resolve("redis"));
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable one : open.reversed()) {
      one.close();
    }
    server.close();
  }

  private final class Replica implements AutoCloseable {
    final Redis redis = Redis.connect(server.address());
    final LogBeginning beginning =
        LogBeginning.open(
            redis,
            new LogSettings(
                Path.of("unused"),
                4,
                new LogSettings.RedisSettings(""),
                new LogSettings.Tuning(
                    Duration.ofSeconds(1), Duration.ofDays(28), 32, 16, Duration.ofMillis(20))),
            new JsonCodec(),
            new SimpleMeterRegistry(),
            false);
    final ConversationLog log =
        new ConversationLog(
            beginning,
            () -> this::take,
            () ->
                List.of(
                    Contacts.carrier(
                        redis.client(), beginning.inbox(), false, InstantSource.system()),
                    new Rest()),
            List::of);

    Replica() {
      log.start();
      open.add(this);
    }

    private TurnTaker.Turn take(Conversation state, Event event) {
      Conversation begun = state.turn() == 0 ? state.countedFrom(event.at()) : state;
      return new TurnTaker.Turn(event, engine.handle(begun, event));
    }

    void write(ConversationId who, Content content) {
      String id = Integer.toString(messages.incrementAndGet());
      var _ =
          beginning
              .inbox()
              .append(
                  who,
                  "test",
                  id,
                  new Event.MessageReceived(
                      Instant.now(), content, id, null, Understanding.NOTHING, null));
    }

    void say(ConversationId who, String text) {
      write(who, new Content.Text(text));
    }

    @Override
    public void close() {
      log.stop();
      beginning.close();
      redis.close();
    }
  }

  /// Messages are heard; nothing else is needed here.
  private final class Rest implements EffectCarrier {
    @Override
    public boolean carries(Effect effect) {
      return !(effect instanceof Effect.OfContact);
    }

    @Override
    public Carried carry(OutboxEntry entry) {
      if (entry.effect() instanceof Effect.SendMessage(Reply reply, _)) {
        said.add(entry.conversation().value() + " " + reply.text());
      }
      return new Carried.Finished(List.of(), null);
    }
  }

  private String heard(ConversationId who) {
    return said.stream()
        .filter(line -> line.startsWith(who.value() + " "))
        .collect(Collectors.joining("\n"));
  }

  private void awaitHeard(ConversationId who, String words) {
    await().atMost(Duration.ofSeconds(30)).until(() -> heard(who).contains(words));
  }

  /// Both have proved the number, the second is asked for its consent.
  private void prove(Replica replica) {
    replica.write(TELEGRAM, new Content.SharedContact(PHONE, true, true));
    awaitHeard(TELEGRAM, "номер записано");
    replica.write(VIBER, new Content.SharedContact(PHONE, true, true));
    awaitHeard(VIBER, "ще й так: Telegram?");
  }

  private static Event status(String number, AppealStatus status) {
    return new Event.StatusChanged(Instant.now(), number, "u-" + status, status, "", "", null);
  }

  @Test
  void bothSidesAgreeAtOnceAndAreJoinedOnce() {
    Replica replica = new Replica();
    prove(replica);
    replica.say(TELEGRAM, "мої канали");
    awaitHeard(TELEGRAM, "ще й так: Viber?");

    replica.say(TELEGRAM, "так");
    replica.say(VIBER, "так");

    awaitHeard(TELEGRAM, "(Viber)");
    awaitHeard(VIBER, "(Telegram)");
    replica.say(TELEGRAM, "мої канали");
    replica.say(VIBER, "мої канали");
    awaitHeard(TELEGRAM, "Ваші канали: Telegram (тут), Viber.");
    awaitHeard(VIBER, "Ваші канали: Viber (тут), Telegram.");
    assertThat(said.stream().filter(line -> line.contains("об’єднано з іншим"))).hasSize(2);
  }

  @Test
  void historyFollowsAndPartingHoldsThroughARestart() {
    Replica first = new Replica();
    prove(first);
    var _ =
        first
            .beginning
            .inbox()
            .append(TELEGRAM, "core", "1", status("6-5", AppealStatus.IN_PROGRESS));
    awaitHeard(TELEGRAM, "№ 6-5: взято в роботу");
    first.say(VIBER, "так");
    awaitHeard(TELEGRAM, "(Viber)");
    awaitHeard(VIBER, "(Telegram)");
    first.log.stop();

    Replica second = new Replica();
    second.say(VIBER, "мої звернення");
    awaitHeard(VIBER, "№ 6-5 – звернення, без адреси: в роботі");
    var _ =
        second.beginning.inbox().append(TELEGRAM, "core", "2", status("6-5", AppealStatus.DONE));
    awaitHeard(TELEGRAM, "№ 6-5: виконано");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> {
          second.say(VIBER, "мої звернення");
          return heard(VIBER).contains("№ 6-5 – звернення, без адреси: виконано");
        });

    second.say(VIBER, "роз'єднати");
    awaitHeard(TELEGRAM, "(Viber) від цього чату від’єднано");
    second.say(VIBER, "мої звернення");
    awaitHeard(VIBER, "У вас ще немає звернень");
    assertThat(heard(VIBER)).doesNotContain("Звернення № 6-5: виконано");
  }

  @Test
  void aJoinedConversationIsRememberedForAsLongAsItsProofHolds() {
    Replica replica = new Replica();
    prove(replica);
    replica.say(VIBER, "так");
    awaitHeard(TELEGRAM, "(Viber)");
    awaitHeard(VIBER, "(Telegram)");

    String key = replica.redis.client().keys("holos:*:state:telegram:4711").iterator().next();
    assertThat(replica.redis.client().ttl(key)).isGreaterThan(Duration.ofDays(179).toSeconds());
  }
}
