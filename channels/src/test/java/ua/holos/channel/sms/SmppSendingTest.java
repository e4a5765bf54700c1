package ua.holos.channel.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ua.holos.bot.channel.SendOutcome;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.MessageStatus;
import ua.holos.bot.message.OutboundMessage;
import ua.holos.bot.message.Priority;
import ua.holos.bot.message.Reply;

@org.jspecify.annotations.NullUnmarked
class SmppSendingTest {
  @TempDir Path folder;

  private SmppParts parts;

  @AfterEach
  void disconnect() {
    if (parts != null) {
      parts.close();
    }
  }

  private FakeSmsc connected() {
    parts = new SmppParts(folder);
    return parts.smsc;
  }

  @Test
  void sendsFromAnAlphaNameToANumberAndAsksForAReceipt() {
    FakeSmsc smsc = connected();
    parts.send("Дякуємо.");

    SubmitSm submit = smsc.submits.getFirst();
    assertThat(submit.getSourceAddr()).isEqualTo("HOLOS");
    assertThat(submit.getSourceAddrTon()).isEqualTo(TypeOfNumber.ALPHANUMERIC.value());
    assertThat(submit.getSourceAddrNpi()).isEqualTo(NumberingPlanIndicator.UNKNOWN.value());
    assertThat(submit.getDestAddress()).isEqualTo("380441234567");
    assertThat(submit.getDestAddrTon()).isEqualTo(TypeOfNumber.INTERNATIONAL.value());
    assertThat(submit.getDestAddrNpi()).isEqualTo(NumberingPlanIndicator.ISDN.value());
    assertThat(submit.getRegisteredDelivery()).isEqualTo((byte) 1);
    assertThat(submit.getDataCoding()).isEqualTo((byte) 8);
    assertThat(submit.getEsmClass()).isZero();
    assertThat(submit.getValidityPeriod()).isEqualTo("000001000000000R");
    assertThat(smsc.binds.getFirst().getSystemId()).isEqualTo("holos");
  }

  @ParameterizedTest
  @CsvSource({
    "+380441551551,INTERNATIONAL,ISDN,380441551551",
    "1551,UNKNOWN,ISDN,1551",
    "Misto-1551,ALPHANUMERIC,UNKNOWN,Misto-1551"
  })
  void knowsNumbersShortNumbersAndNamesApart(
      String sender, TypeOfNumber ton, NumberingPlanIndicator npi, String address) {
    assertThat(SenderAddress.possible(sender)).isTrue();
    assertThat(SenderAddress.of(sender)).isEqualTo(new SenderAddress(ton, npi, address));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Дім", "TwelveLetter", "12", "+38044"})
  void knowsWhatCanBeNoSender(String sender) {
    assertThat(SenderAddress.possible(sender)).isFalse();
  }

  @Test
  void writesTheValidityPeriod() {
    parts = new SmppParts(folder, "1551", Duration.ofMinutes(90), Duration.ofSeconds(20));
    parts.send("Дякуємо.");
    assertThat(parts.smsc.submits.getFirst().getValidityPeriod()).isEqualTo("000000013000000R");
  }

  @Test
  void sendsTheGsmAlphabetWhereItSuffices() {
    FakeSmsc smsc = connected();
    parts.send("Thanks @ {city}");
    assertThat(smsc.submits.getFirst().getDataCoding()).isZero();
    assertThat(smsc.submits.getFirst().getShortMessage())
        .isEqualTo(GsmAlphabet.encode("Thanks @ {city}"));
  }

  @Test
  void joinsThePartsOfALongTextByAHeader() {
    FakeSmsc smsc = connected();
    String text = "Немає води 😀. ".repeat(12).strip();

    SendOutcome outcome = parts.send(text);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            SendOutcome.Accepted.class,
            accepted -> assertThat(accepted.externalIds()).hasSize(3).doesNotHaveDuplicates());
    assertThat(smsc.texts()).containsExactly(text);
    assertThat(smsc.submits)
        .allSatisfy(submit -> {
          assertThat(submit.getEsmClass()).isEqualTo((byte) 0x40);
          assertThat(submit.getShortMessage()).startsWith(5, 0, 3).hasSizeLessThanOrEqualTo(140);
          assertThat(submit.getShortMessage()[3])
              .isEqualTo(smsc.submits.getFirst().getShortMessage()[3]);
        });
  }

  @Test
  void aTryAfterAFailureGoesOnWithThePartThatFailed() {
    FakeSmsc smsc = connected();
    smsc.submitStatus = number -> number == 2 ? SMPPConstant.STAT_ESME_RTHROTTLED : 0;
    String text = "Немає води. ".repeat(15).strip();

    assertThat(parts.send(text)).isInstanceOf(SendOutcome.Throttled.class);
    assertThat(parts.send(text))
        .isInstanceOfSatisfying(
            SendOutcome.Accepted.class, accepted -> assertThat(accepted.externalIds()).hasSize(3));
    assertThat(smsc.texts()).containsExactly(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0x58,Throttled", "0x14,Throttled", "0x08,Unreachable", "0x64,Unreachable",
        "0x0B,RecipientGone",
    "0x0A,Misconfigured", "0x62,Misconfigured", "0x45,Rejected", "0x01,Rejected", "0x435,Rejected"
  })
  void knowsWhatARefusalMeans(String status, String outcome) {
    FakeSmsc smsc = connected();
    smsc.submitStatus = _ -> Integer.decode(status);
    assertThat(parts.send("Дякуємо.").getClass().getSimpleName()).isEqualTo(outcome);
  }

  @Test
  void waitsLongerWhileTheSmscStaysThrottledAndNotForEver() {
    ThrottleWait wait = new ThrottleWait();
    assertThat(wait.throttled()).isEqualTo(Duration.ofSeconds(1));
    assertThat(new ThrottleWait().queueFull()).isEqualTo(Duration.ofSeconds(15));
    wait.taken();
    assertThat(wait.throttled()).isEqualTo(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "380441234567",
        "+38044",
        "+0441234567",
        "+38044123456789012",
        "voda",
        "+38 044 1234567"
      })
  void asksTheSmscOnlyForNumbersThatCanBe(String number) {
    FakeSmsc smsc = connected();
    assertThat(
            parts.adapter.send(
                new OutboundMessage(
                    "a:1:0",
                    new ContactUrn("tel", number),
                    new Reply("Дякуємо.", List.of(), Priority.REPLY))))
        .isInstanceOf(SendOutcome.Rejected.class);
    assertThat(smsc.submits).isEmpty();
  }

  @Test
  void keepsToItsWindowWhenManySendAtOnce() throws Exception {
    FakeSmsc smsc = connected();
    smsc.answers = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<SendOutcome>> outcomes =
          IntStream.range(0, 200).mapToObj(i -> threads.submit(sending(i))).toList();
      await().atMost(10, TimeUnit.SECONDS).until(() -> smsc.waiting.get() == 4);
      smsc.answers.countDown();
      for (Future<SendOutcome> outcome : outcomes) {
        assertThat(outcome.get()).isInstanceOf(SendOutcome.Accepted.class);
      }
    }
    assertThat(smsc.mostWaiting.get()).isEqualTo(4);
    assertThat(smsc.submits).hasSize(200);
  }

  private Callable<SendOutcome> sending(int number) {
    return () -> parts.send("a:" + number + ":0", "Дякуємо.");
  }

  @Test
  void anAnswerThatDoesNotComeIsNoRefusal() {
    parts = new SmppParts(folder, "1551", Duration.ofHours(1), Duration.ofSeconds(2));
    FakeSmsc smsc = parts.smsc;
    smsc.answers = new CountDownLatch(1);
    assertThat(parts.send("Дякуємо.")).isEqualTo(new SendOutcome.Unreachable("no answer in time"));
    smsc.answers.countDown();
  }

  @Test
  void isUnreachableWhileTheSmscIsGoneAndComesBackByItself() {
    FakeSmsc smsc = connected();
    smsc.die();
    parts.standing(SmsState.Standing.UNREACHABLE);
    assertThat(parts.send("Дякуємо.")).isInstanceOf(SendOutcome.Unreachable.class);
    assertThat(new SmsHealth(parts.state).health().getStatus().getCode()).isEqualTo("DEGRADED");

    smsc.start();
    parts.bound();
    assertThat(parts.send("Дякуємо.")).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(new SmsHealth(parts.state).health().getStatus().getCode()).isEqualTo("UP");
  }

  @ParameterizedTest
  @CsvSource({
    "0x0D,holos.sms.smpp.system-id",
    "0x0E,holos.sms.smpp.password",
    "0x0F,holos.sms.smpp.system-id"
  })
  void namesTheSettingThatARefusedBindIsAbout(String status, String setting) {
    FakeSmsc smsc = connected();
    smsc.bindStatus = Integer.decode(status);
    smsc.dropConnections();
    await().atMost(10, TimeUnit.SECONDS).until(() -> parts.state.standing().setting() != null);
    assertThat(parts.send("Дякуємо.")).isEqualTo(new SendOutcome.Misconfigured(setting));

    smsc.bindStatus = 0;
    parts.bound();
    assertThat(parts.send("Дякуємо.")).isInstanceOf(SendOutcome.Accepted.class);
  }

  @Test
  void asksAQuietLineWhetherItIsThere() {
    FakeSmsc smsc = connected();
    await().atMost(10, TimeUnit.SECONDS).until(() -> smsc.enquiries.get() > 0);
  }

  @ParameterizedTest
  @CsvSource({"%08X,%d", "%08X,%08x", "%d,%010d", "%d,%X"})
  void matchesReceiptsHoweverTheSmscWritesIds(String answered, String receipted) {
    FakeSmsc smsc = connected();
    smsc.messageId = number -> answered.formatted(0xABC000 + number);
    SendOutcome.Accepted first = (SendOutcome.Accepted) parts.send("Перше.");
    SendOutcome.Accepted second = (SendOutcome.Accepted) parts.send("Друге.");

    assertThat(parts.receipt(receipted.formatted(0xABC002), "DELIVRD")).isZero();
    assertThat(parts.receipt(receipted.formatted(0xABC001), "UNDELIV")).isZero();
    assertThat(parts.receipt(receipted.formatted(0xABC001), "UNDELIV")).isZero();

    assertThat(parts.reports())
        .extracting(report -> report.externalId() + " " + report.status())
        .containsExactly(
            second.externalIds().getFirst() + " " + MessageStatus.DELIVERED,
            first.externalIds().getFirst() + " " + MessageStatus.FAILED);
    assertThat(parts.reports())
        .allSatisfy(report -> assertThat(report.contact()).isEqualTo(SmppParts.CITIZEN));
  }

  @Test
  void aReceiptBeforeTheAnswerHasTheSameId() {
    FakeSmsc smsc = connected();
    smsc.beforeAnswer = id -> parts.receipt(String.valueOf(Integer.parseInt(id, 16)), "DELIVRD");

    SendOutcome.Accepted accepted = (SendOutcome.Accepted) parts.send("Дякуємо.");

    assertThat(parts.reports())
        .singleElement()
        .satisfies(report -> {
          assertThat(report.externalId()).isEqualTo(accepted.externalIds().getFirst());
          assertThat(report.status()).isEqualTo(MessageStatus.DELIVERED);
        });
  }

  @Test
  void aMessageThatIsTakenWithoutAnIdAwaitsNoReceipt() {
    connected().messageId = _ -> "";
    assertThat(parts.send("Дякуємо.")).isEqualTo(new SendOutcome.Accepted(List.of()));
  }

  @Test
  void eachPartHasAReceiptOfItsOwn() {
    connected();
    SendOutcome.Accepted accepted =
        (SendOutcome.Accepted) parts.send("Немає води. ".repeat(15).strip());
    for (int i = 3; i >= 1; i--) {
      parts.receipt("%08X".formatted(0xA0000 + i), "DELIVRD");
    }
    assertThat(parts.reports())
        .extracting(report -> report.externalId())
        .containsExactlyElementsOf(accepted.externalIds().reversed());
  }
}
