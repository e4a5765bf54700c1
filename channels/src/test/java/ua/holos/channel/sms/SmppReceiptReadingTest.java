package ua.holos.channel.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.TypeOfNumber;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Receipts as SMSCs write them: readable or not, and about whom.
@org.jspecify.annotations.NullUnmarked
class SmppReceiptReadingTest {
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

  @Test
  void anUnreadableReceiptIsTakenAndCounted() {
    assertThat(parts.smsc.deliver(4, 0, SmppParts.NUMBER, new byte[] {'?'})).isZero();
    assertThat(parts.sink.stored()).isEmpty();
    assertThat(parts.counted("receipt", "unreadable")).isEqualTo(1);
  }

  @Test
  void aReceiptByParametersAloneIsOneWithoutTheBit() {
    parts.send("Дякуємо.");
    parts.smsc.deliver(
        0,
        0,
        SmppParts.NUMBER,
        new byte[0],
        new OptionalParameter.Receipted_message_id("000A0001"),
        new OptionalParameter.Message_state((byte) 2));
    assertThat(parts.reports())
        .singleElement()
        .satisfies(report -> assertThat(report.externalId()).isEqualTo("a0001"));
  }

  private static DeliveredPdu receipt(String source, String destination) {
    return new DeliveredPdu(
        4, 0, 1, source, destination, SmppParts.receiptText("B7", "DELIVRD"), Map.of());
  }

  @Test
  void aReceiptWithTheAddressesOfTheMessageIsNotAboutOurselves() {
    parts.close();
    parts = new SmppParts(folder, "+380441551551", Duration.ofHours(1), Duration.ofSeconds(20));
    parts.inbox.take(receipt("380441551551", SmppParts.NUMBER), parts.inbox.arrival());
    assertThat(parts.reports())
        .singleElement()
        .satisfies(report -> assertThat(report.contact()).isEqualTo(SmppParts.CITIZEN));

    parts.inbox.take(receipt("HOLOS", "380441551551"), parts.inbox.arrival());
    assertThat(parts.reports()).hasSize(1);
    assertThat(parts.counted("receipt", "without-number")).isEqualTo(1);
  }

  @Test
  void aReceiptFromAStrangeAddressBelongsToWhomItWasSentTo() {
    parts.send("Дякуємо.");
    parts.smsc.deliver(
        TypeOfNumber.ALPHANUMERIC, "HOLOS", 4, 0, SmppParts.receiptText("A0001", "DELIVRD"));
    assertThat(parts.reports())
        .singleElement()
        .satisfies(report -> assertThat(report.contact()).isEqualTo(SmppParts.CITIZEN));
  }
}
