package ua.holos.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import ua.holos.bot.channel.ChannelAdapter;
import ua.holos.bot.channel.ChannelCapabilities;
import ua.holos.bot.channel.ChannelCapabilities.Receipts;
import ua.holos.bot.channel.ChannelType;
import ua.holos.bot.channel.Price;
import ua.holos.bot.channel.SendOutcome;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.OutboundMessage;

class OperatorTypingTest {
  private static final ContactUrn SOMEBODY = new ContactUrn("web", "9f");

  private final List<String> shown = new CopyOnWriteArrayList<>();
  private final CountDownLatch free = new CountDownLatch(1);
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private final OperatorTyping typing =
      new OperatorTyping(new ChannelAdapters(List.of(new Slow())), () -> now);

  @Test
  void isToldOnceInFourSecondsAndWaitsForNoPlatform() {
    typing.tell(SOMEBODY, "Олена");
    now = now.plusSeconds(3);
    typing.tell(SOMEBODY, "Олена");
    typing.tell(new ContactUrn("web", "a1"), "Олена");
    assertThat(shown).isEmpty();
    free.countDown();
    await()
        .untilAsserted(
            () -> assertThat(shown).containsExactlyInAnyOrder("web:9f Олена", "web:a1 Олена"));
    now = now.plusSeconds(2);
    typing.tell(SOMEBODY, "Олена");
    await().untilAsserted(() -> assertThat(shown).hasSize(3));
  }

  @Test
  void aChannelThatIsOffIsNoMistake() {
    free.countDown();
    typing.tell(new ContactUrn("viber", "x"), "Олена");
    typing.tell(SOMEBODY, "Олена");
    await().untilAsserted(() -> assertThat(shown).containsExactly("web:9f Олена"));
  }

  private final class Slow implements ChannelAdapter {
    @Override
    public ChannelType type() {
      return new ChannelType("web");
    }

    @Override
    public ChannelCapabilities capabilities() {
      return new ChannelCapabilities(1000, Set.of(), Receipts.NONE, Price.FREE);
    }

    @Override
    public void typing(ContactUrn to, String operator) {
      try {
        free.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      shown.add(to + " " + operator);
    }

    @Override
    public SendOutcome send(OutboundMessage message) {
      throw new UnsupportedOperationException("Nothing is sent");
    }

    @Override
    public InputStream open(Attachment attachment) throws IOException {
      throw new IOException("No files");
    }
  }
}
