package ua.holos.channel.sms;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jsmpp.SMPPConstant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import ua.holos.bot.channel.SendOutcome;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.OutboundMessage;
import ua.holos.bot.message.Priority;
import ua.holos.bot.message.Reply;

@org.jspecify.annotations.NullUnmarked
class AnswerLimitTest {
  @RegisterExtension
  static final WireMockExtension TURBOSMS =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  @TempDir Path folder;

  private static OutboundMessage message(String key, ContactUrn to, Priority priority) {
    return new OutboundMessage(key, to, new Reply("Дякуємо.", List.of(), priority));
  }

  private static OutboundMessage answer(int number) {
    return message("a:" + number + ":0", SmppParts.CITIZEN, Priority.REPLY);
  }

  @Test
  void endsTheTalkWithAMachineThatAnswersEachAnswer() {
    try (SmppParts parts = new SmppParts(folder)) {
      FakeSmsc smsc = parts.smsc;
      SmppAdapter adapter = parts.limited(2);
      smsc.submitStatus = number -> number == 1 ? SMPPConstant.STAT_ESME_RSYSERR : 0;
      // One that failed isn't counted when it is tried again.
      assertThat(adapter.send(answer(1))).isInstanceOf(SendOutcome.Unreachable.class);
      assertThat(adapter.send(answer(1))).isInstanceOf(SendOutcome.Accepted.class);
      parts.now = parts.now.plus(Duration.ofMinutes(40));
      assertThat(adapter.send(answer(2))).isInstanceOf(SendOutcome.Accepted.class);

      assertThat(adapter.send(answer(3)))
          .isEqualTo(new SendOutcome.Rejected("too-many", "2 answers within an hour"));
      assertThat(smsc.submits).hasSize(2);
      ContactUrn another = new ContactUrn("tel", "+380441234568");
      assertThat(adapter.send(message("b:1:0", another, Priority.REPLY)))
          .isInstanceOf(SendOutcome.Accepted.class);
      assertThat(adapter.send(message("a:4:0", SmppParts.CITIZEN, Priority.STATUS)))
          .isInstanceOf(SendOutcome.Accepted.class);

      parts.now = parts.now.plus(Duration.ofMinutes(20));
      assertThat(adapter.send(answer(5))).isInstanceOf(SendOutcome.Accepted.class);
      assertThat(adapter.send(answer(6))).isInstanceOf(SendOutcome.Rejected.class);
    }
  }

  @Test
  void countsWhatGoesThroughTurboSmsAsWell() {
    TurboSmsParts parts = new TurboSmsParts(TURBOSMS, folder);
    parts.answers(TurboSmsParts.accepts());
    for (int i = 0; i < TurboSmsParts.ANSWERS_PER_HOUR; i++) {
      assertThat(parts.send("Дякуємо.")).isInstanceOf(SendOutcome.Accepted.class);
    }
    assertThat(parts.send("Дякуємо."))
        .isEqualTo(new SendOutcome.Rejected("too-many", "30 answers within an hour"));
  }
}
