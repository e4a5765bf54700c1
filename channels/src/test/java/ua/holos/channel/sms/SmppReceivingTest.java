package ua.holos.channel.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.TypeOfNumber;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ua.holos.bot.channel.SendOutcome;

@org.jspecify.annotations.NullUnmarked
class SmppReceivingTest {
  private static final int TRY_AGAIN = 0x64;

  @TempDir Path folder;

  private SmppParts parts;

  @BeforeEach
  void connect() {
    parts = new SmppParts(folder);
  }

  @AfterEach
  void disconnect() {
    parts.close();
  }

  private static byte[] part(int reference, int total, int index, String text) {
    byte[] body =
        Arrays.copyOf(new Concatenation(reference, total, index).header(), 6 + 2 * text.length());
    for (int i = 0; i < text.length(); i++) {
      body[6 + 2 * i] = (byte) (text.charAt(i) >> 8);
      body[7 + 2 * i] = (byte) text.charAt(i);
    }
    return body;
  }

  private int writePart(int reference, int total, int index, String text) {
    return parts.smsc.deliver(0x40, 8, SmppParts.NUMBER, part(reference, total, index, text));
  }

  /// A file can't be opened where a folder is.
  private Path diskFullFor(int reference, int total, int index) throws IOException {
    InboundPart part =
        new InboundPart(
            SmppParts.CITIZEN.path(),
            "1551",
            new Concatenation(reference, total, index),
            parts.now,
            "");
    return Files.createDirectory(folder.resolve(part.message() + "-" + index + ".part.new"));
  }

  private void reconnect() {
    parts.smsc.dropConnections();
    parts.bound();
  }

  private long kept() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void readsEveryCoding() {
    parts.smsc.deliver(0, 0, SmppParts.NUMBER, GsmAlphabet.encode("Vody nemaje @ {5} €"));
    parts.smsc.deliver(0, 0, SmppParts.NUMBER, "Übel à".getBytes(StandardCharsets.ISO_8859_1));
    parts.smsc.deliver(0, 1, SmppParts.NUMBER, "Hi_@".getBytes(StandardCharsets.US_ASCII));
    parts.smsc.deliver(0, 3, SmppParts.NUMBER, "Été".getBytes(StandardCharsets.ISO_8859_1));
    parts.smsc.deliver(0, 0x18, SmppParts.NUMBER, "Дім".getBytes(StandardCharsets.UTF_16BE));
    parts.write("Немає води 😀");
    parts.smsc.deliver(
        0,
        8,
        SmppParts.NUMBER,
        new byte[0],
        new OptionalParameter.OctetString(
            (short) DeliveredPdu.MESSAGE_PAYLOAD, "Довго".getBytes(StandardCharsets.UTF_16BE)));
    parts.smsc.deliver(0, 4, SmppParts.NUMBER, new byte[] {1, 2, 3});

    assertThat(parts.written())
        .containsExactly(
            "Vody nemaje @ {5} €",
            "Übel à", "Hi_@", "Été", "Дім", "Немає води 😀", "Довго", "Unsupported[kind=other]");
  }

  @ParameterizedTest
  @CsvSource({
    "380441234567,INTERNATIONAL",
    "+380441234567,UNKNOWN",
    "0441234567,NATIONAL",
    "80441234567,UNKNOWN"
  })
  void knowsTheWriterHoweverTheNumberIsWritten(String source, TypeOfNumber ton) {
    parts.smsc.deliver(ton, source, 0, 1, new byte[] {'5'});
    assertThat(parts.sink.stored())
        .singleElement()
        .satisfies(update -> assertThat(update.contact()).isEqualTo(SmppParts.CITIZEN));
  }

  @ParameterizedTest
  @CsvSource({
    "KYIVSTAR,ALPHANUMERIC",
    "380441234567,ALPHANUMERIC",
    "1551,UNKNOWN",
    "Bank24,UNKNOWN"
  })
  void takesAndCountsWhatCannotBeAnswered(String source, TypeOfNumber ton) {
    assertThat(parts.smsc.deliver(ton, source, 0, 1, new byte[] {'5'})).isZero();
    assertThat(parts.sink.stored()).isEmpty();
    assertThat(parts.counted("message", "unanswerable")).isEqualTo(1);
  }

  @Test
  void theSameWordTwiceIsTwoAnswers() {
    parts.write("Так");
    parts.write("Так");
    assertThat(parts.written()).containsExactly("Так", "Так");
  }

  @Test
  void theSameWordIsOneMessageWhereTheSmscMayNotKnowThatWeHaveIt() {
    parts.write("Так");
    reconnect();
    parts.write("Так");
    assertThat(parts.written()).containsExactly("Так");

    parts.write("Так");
    assertThat(parts.written()).containsExactly("Так", "Так");
  }

  @Test
  void theSameWordLongAfterALostConnectionIsAnotherAnswer() {
    parts.write("Так");
    reconnect();
    parts.now = parts.now.plus(Duration.ofMinutes(6));
    parts.write("Так");
    assertThat(parts.written()).containsExactly("Так", "Так");
  }

  @Test
  void whatTheInboxDidNotTakeIsStoredWhenItComesAgain() {
    parts.sink.unavailable(1);
    assertThat(parts.write("Так")).isEqualTo(TRY_AGAIN);
    assertThat(parts.write("Так")).isZero();
    assertThat(parts.written()).containsExactly("Так");
  }

  @Test
  void joinsPartsThatComeInAnyOrder() {
    assertThat(writePart(7, 3, 3, "день")).isZero();
    assertThat(writePart(7, 3, 1, "Немає води ")).isZero();
    assertThat(writePart(7, 3, 1, "Немає води ")).isZero();
    assertThat(parts.sink.stored()).isEmpty();
    assertThat(kept()).isEqualTo(2);

    assertThat(writePart(7, 3, 2, "вже третій ")).isZero();
    assertThat(parts.written()).containsExactly("Немає води вже третій день");
    assertThat(kept()).isZero();

    assertThat(writePart(7, 3, 2, "вже третій ")).isZero();
    assertThat(parts.counted("part", "duplicate")).isEqualTo(1);
  }

  @Test
  void joinsASurrogatePairThatAPhoneToreApart() {
    writePart(7, 2, 1, "Дякую \uD83D");
    writePart(7, 2, 2, "\uDE00!");
    assertThat(parts.written()).containsExactly("Дякую 😀!");
  }

  @Test
  void joinsByA16BitReferenceAndByParametersToo() {
    for (int index = 1; index <= 2; index++) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      body.writeBytes(new byte[] {6, 8, 4, 1, 17, 2, (byte) index});
      body.writeBytes(("wide" + index).getBytes(StandardCharsets.US_ASCII));
      parts.smsc.deliver(0x40, 1, SmppParts.NUMBER, body.toByteArray());
      parts.smsc.deliver(
          0,
          1,
          SmppParts.NUMBER,
          ("sar" + index).getBytes(StandardCharsets.US_ASCII),
          new OptionalParameter.Short((short) DeliveredPdu.SAR_REFERENCE, (short) 18),
          new OptionalParameter.Byte((short) DeliveredPdu.SAR_TOTAL, (byte) 2),
          new OptionalParameter.Byte((short) DeliveredPdu.SAR_INDEX, (byte) index));
    }
    assertThat(parts.written()).containsExactly("wide1wide2", "sar1sar2");
  }

  @Test
  void deliversAMessageAsFarAsItCame() {
    writePart(7, 3, 1, "Немає води");
    writePart(7, 3, 3, "день");
    parts.inbox.deliverOverdue();
    assertThat(parts.written()).isEmpty();

    parts.now = parts.now.plus(InboundParts.PATIENCE).plusSeconds(1);
    parts.sink.unavailable(1);
    parts.inbox.deliverOverdue();
    parts.inbox.deliverOverdue();
    assertThat(parts.written()).containsExactly("Немає води…день");
    assertThat(kept()).isZero();
  }

  @Test
  void aPartThatCannotBeKeptHoldsUpNoOtherMessage() throws Exception {
    Path obstacle = diskFullFor(7, 2, 1);
    assertThat(writePart(7, 2, 1, "Немає ")).isEqualTo(TRY_AGAIN);
    assertThat(writePart(8, 2, 1, "Дякую")).isZero();
    parts.now = parts.now.plus(InboundParts.PATIENCE).plusSeconds(1);
    parts.inbox.deliverOverdue();
    assertThat(parts.written()).containsExactly("Дякую…");

    Files.delete(obstacle);
    assertThat(writePart(7, 2, 1, "Немає ")).isZero();
    assertThat(writePart(7, 2, 2, "води")).isZero();
    assertThat(parts.written()).containsExactly("Дякую…", "Немає води");
  }

  @Test
  void theLastPartComesAgainWhenTheInboxDidNotTakeTheMessage() {
    writePart(7, 2, 1, "Немає ");
    parts.sink.unavailable(1);
    assertThat(writePart(7, 2, 2, "води")).isEqualTo(TRY_AGAIN);
    assertThat(writePart(7, 2, 2, "води")).isZero();
    assertThat(parts.written()).containsExactly("Немає води");
  }

  @Test
  void aReferenceThatIsUsedAgainMixesNothing() {
    writePart(7, 2, 1, "Немає ");
    writePart(7, 2, 1, "Дякую ");
    writePart(7, 2, 2, "вам");
    assertThat(parts.written()).containsExactly("Немає …", "Дякую вам");

    writePart(7, 2, 1, "Ще ");
    writePart(7, 2, 2, "раз");
    assertThat(parts.written()).containsExactly("Немає …", "Дякую вам", "Ще раз");
  }

  @Test
  void partsOutliveTheProcess() {
    writePart(7, 2, 1, "Дякую \uD83D");
    parts.close();
    parts = new SmppParts(folder);
    writePart(7, 2, 2, "\uDE00");
    assertThat(parts.written()).containsExactly("Дякую 😀");
  }

  @Test
  void aSlowInboxHoldsUpNoAnswersToSubmits() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch open = new CountDownLatch(1);
    parts.sink.before(() -> {
      entered.countDown();
      try {
        open.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    CompletableFuture<Integer> written = CompletableFuture.supplyAsync(() -> parts.write("Так"));
    entered.await();

    assertThat(parts.send("Дякуємо.")).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(written).isNotDone();
    open.countDown();
    assertThat(written.get()).isZero();
  }
}
