package ua.holos.channel.sms;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import ua.holos.bot.channel.SendOutcome;
import ua.holos.bot.message.MessageStatus;
import ua.holos.bot.message.Priority;
import ua.holos.bot.message.Reply;

@org.jspecify.annotations.NullUnmarked
class TurboSmsTest {
  @RegisterExtension
  static final WireMockExtension TURBOSMS =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  @TempDir Path folder;

  private TurboSmsParts parts;

  @BeforeEach
  void connect() {
    parts = new TurboSmsParts(TURBOSMS, folder);
  }

  private List<String> sequenceIds() {
    return parts.requests(TurboSmsParts.SEND).stream()
        .map(request -> request.path("sequence_id").asString())
        .toList();
  }

  @Test
  void asksAsTheApiWants() {
    parts.answers(TurboSmsParts.number(0, 0, "\"f83f8868\""));
    assertThat(parts.send("Thanks – “city”"))
        .isEqualTo(new SendOutcome.Accepted(List.of("f83f8868")));

    TURBOSMS.verify(
        postRequestedFor(urlPathEqualTo(TurboSmsParts.SEND))
            .withHeader("Authorization", equalTo("Bearer TEST-token")));
    JsonNode request = parts.requests(TurboSmsParts.SEND).getFirst();
    assertThat(request.path("recipients").toString()).isEqualTo("[\"380441234567\"]");
    assertThat(request.path("sms").toString())
        .isEqualTo("{\"sender\":\"HOLOS\",\"text\":\"Thanks - \\\"city\\\"\"}");
    assertThat(request.path("sequence_id").asString()).matches("[0-9a-f-]{36}");
  }

  @ParameterizedTest
  @CsvSource({
    "103,Misconfigured",
    "105,Misconfigured",
    "106,Misconfigured",
    "301,Misconfigured",
    "199,Misconfigured",
    "203,Misconfigured",
    "200,Misconfigured",
    "400,Misconfigured",
    "401,Misconfigured",
    "104,Rejected",
    "201,Rejected",
    "299,Rejected",
    "300,Rejected",
    "399,Rejected",
    "406,Rejected",
    "413,Rejected",
    "499,Rejected",
    "305,RecipientGone",
    "404,RecipientGone",
    "427,Throttled",
    "500,Unreachable",
    "502,Rejected",
    "503,Unreachable",
    "599,Unreachable",
    "999,Unreachable",
    "1,Unreachable",
    "-5,Unreachable"
  })
  void knowsWhatACodeMeansOfTheWholeAndOfANumber(int code, String outcome) {
    parts.answers(TurboSmsParts.code(code));
    assertThat(parts.send("Дякуємо.").getClass().getSimpleName()).isEqualTo(outcome);
    parts.answers(TurboSmsParts.number(802, code, "null"));
    assertThat(parts.send("Дякуємо.").getClass().getSimpleName()).isEqualTo(outcome);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 800, 801, 802, 803, 899})
  void takesEverySuccessForOne(int code) {
    parts.answers(TurboSmsParts.number(code, 0, "\"f83f8868\""));
    assertThat(parts.send("Дякуємо.")).isEqualTo(new SendOutcome.Accepted(List.of("f83f8868")));
  }

  @Test
  void saysInItsHealthThatThereIsNoMoney() {
    parts.answers(TurboSmsParts.code(203));
    parts.send("Дякуємо.");
    assertThat(parts.state.standing()).isEqualTo(SmsState.Standing.NO_MONEY);
    parts.answers(TurboSmsParts.accepts());
    parts.send("Дякуємо.");
    assertThat(parts.state.standing()).isEqualTo(SmsState.Standing.WORKING);
  }

  @Test
  void aRetryAfterALostAnswerHasTheSameKey() {
    parts.answers(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
    assertThat(parts.send("Дякуємо.")).isInstanceOf(SendOutcome.Unreachable.class);
    parts.answers(aResponse().withStatus(502).withBody("<html>"));
    assertThat(parts.send("Дякуємо.")).isInstanceOf(SendOutcome.Unreachable.class);
    parts.answers(aResponse().withBody("{\"response_code\":"));
    assertThat(parts.send("Дякуємо.")).isInstanceOf(SendOutcome.Unreachable.class);
    parts.answers(TurboSmsParts.number(507, 0, "\"f83f8868\""));
    assertThat(parts.send("Дякуємо.")).isEqualTo(new SendOutcome.Accepted(List.of("f83f8868")));
    assertThat(sequenceIds()).hasSize(4).containsOnly(sequenceIds().getFirst());
  }

  @Test
  void aRetryAfterARefusalHasAKeyOfItsOwn() {
    parts.answers(TurboSmsParts.code(203));
    parts.send("Дякуємо.");
    parts.answers(TurboSmsParts.accepts());
    assertThat(parts.send("Дякуємо.")).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(sequenceIds()).doesNotHaveDuplicates();
  }

  @Test
  void isNotTakenInByTheFirstAnswerOfARefusedTry() {
    parts.answers(TurboSmsParts.code(507));
    assertThat(parts.send("Дякуємо.")).isInstanceOf(SendOutcome.Unreachable.class);
    parts.answers(TurboSmsParts.accepts());
    assertThat(parts.send("Дякуємо.")).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(sequenceIds()).doesNotHaveDuplicates();
  }

  @Test
  void textsOfOneMessageHaveKeysOfTheirOwn() {
    parts.answers(TurboSmsParts.accepts());
    parts.send("Немає світла у під’їзді. ".repeat(30));
    assertThat(sequenceIds()).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void countsTheParts() {
    assertThat(parts.adapter.parts(new Reply("Дякуємо.", List.of(), Priority.REPLY))).isOne();
    assertThat(parts.adapter.parts(new Reply("а".repeat(71), List.of(), Priority.REPLY)))
        .isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "Sent,SENT",
    "Delivered,DELIVERED",
    "DELIVRD,DELIVERED",
    "Read,READ",
    "Expired,FAILED",
    "Undelivered,FAILED",
    "Rejected,FAILED",
    "Failed,FAILED",
    "Cancelled,FAILED"
  })
  void reportsWhatBecameOfAMessage(String status, MessageStatus expected) {
    parts.answers(TurboSmsParts.number(0, 0, "\"f83f8868\""));
    parts.send("Дякуємо.");
    parts.became("f83f8868", status);
    parts.askLater();
    parts.askLater();
    assertThat(parts.reports())
        .singleElement()
        .satisfies(report -> {
          assertThat(report.externalId()).isEqualTo("f83f8868");
          assertThat(report.status()).isEqualTo(expected);
          assertThat(report.contact()).isEqualTo(TurboSmsParts.CITIZEN);
        });
    // What has come to its end isn't asked for again.
    assertThat(parts.requests(TurboSmsParts.STATUS))
        .hasSize(expected == MessageStatus.SENT ? 2 : 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Queued", "Accepted", "Unknown", "", "New thing"})
  void saysNothingWhileNothingIsKnown(String status) {
    parts.answers(TurboSmsParts.number(0, 0, "\"f83f8868\""));
    parts.send("Дякуємо.");
    parts.became("f83f8868", status);
    parts.askLater();
    assertThat(parts.reports()).isEmpty();
  }

  @Test
  void asksEverMoreRarelyAndGivesUpInTheEnd() {
    parts.answers(TurboSmsParts.number(0, 0, "\"f83f8868\""));
    parts.send("Дякуємо.");
    parts.became("f83f8868", "Queued");
    for (int second = 0; second < 32 * 3600; second += 5) {
      parts.now = parts.now.plusSeconds(5);
      parts.statuses.ask();
    }
    int asked = parts.requests(TurboSmsParts.STATUS).size();
    // 10 s, 20 s … 15 min, and 30 hours are 120 quarters.
    assertThat(asked).isBetween(115, 135);
    parts.askLater();
    assertThat(parts.requests(TurboSmsParts.STATUS)).hasSize(asked);
  }

  @Test
  void asksOnAfterARestart() {
    parts.answers(TurboSmsParts.number(0, 0, "\"f83f8868\""));
    assertThat(parts.send("Дякуємо.")).isInstanceOf(SendOutcome.Accepted.class);
    parts = new TurboSmsParts(TURBOSMS, folder);
    parts.became("f83f8868", "Delivered");
    parts.askLater();
    assertThat(parts.reports()).hasSize(1);

    parts = new TurboSmsParts(TURBOSMS, folder);
    parts.askLater();
    assertThat(parts.reports()).isEmpty();
  }

  @Test
  void asksForManyInOneCall() {
    for (int i = 0; i < 250; i++) {
      parts.statuses.watch("id-" + i, TurboSmsParts.CITIZEN);
    }
    parts.became("id-7", "Delivered");
    parts.askLater();
    assertThat(parts.requests(TurboSmsParts.STATUS))
        .extracting(request -> request.path("messages").size())
        .containsExactly(100, 100, 50);
    assertThat(
            parts.requests(TurboSmsParts.STATUS).stream()
                .flatMap(
                    request -> StreamSupport.stream(request.path("messages").spliterator(), false))
                .map(JsonNode::asString)
                .collect(Collectors.toSet()))
        .hasSize(250);
  }

  @Test
  void aRefusedQuestionHoldsUpNoOther() {
    for (int i = 0; i < 101; i++) {
      parts.statuses.watch("id-" + i, TurboSmsParts.CITIZEN);
    }
    parts.became("id-100", "Delivered");
    TURBOSMS.stubFor(
        post(urlPathEqualTo(TurboSmsParts.STATUS))
            .withRequestBody(containing("\"id-0\""))
            .willReturn(TurboSmsParts.code(502)));
    parts.askLater();
    assertThat(parts.reports()).extracting(report -> report.externalId()).containsExactly("id-100");

    // It is asked again, more rarely.
    parts.now = parts.now.plusSeconds(15);
    parts.statuses.ask();
    assertThat(parts.requests(TurboSmsParts.STATUS)).hasSize(2);
    parts.askLater();
    assertThat(parts.requests(TurboSmsParts.STATUS)).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 500})
  void givesUpInTheEndHoweverTheQuestionsAreAnswered(int httpStatus) {
    parts.statuses.watch("f83f8868", TurboSmsParts.CITIZEN);
    TURBOSMS.stubFor(
        post(urlPathEqualTo(TurboSmsParts.STATUS))
            .willReturn(
                httpStatus == 200 ? TurboSmsParts.code(502) : aResponse().withStatus(httpStatus)));
    parts.now = parts.now.plus(Duration.ofHours(31));
    parts.statuses.ask();
    assertThat(new SentMessages(folder.resolve("sent.tsv")).open()).isEmpty();
  }

  @Test
  void aMessageThatIsTakenWithoutAnIdAwaitsNoReceipt() {
    parts.answers(TurboSmsParts.number(0, 0, "null"));
    assertThat(parts.send("Дякуємо.")).isEqualTo(new SendOutcome.Accepted(List.of()));
    parts.answers(TurboSmsParts.code(800));
    assertThat(parts.send("Дякуємо.")).isEqualTo(new SendOutcome.Accepted(List.of()));
    assertThat(new SentMessages(folder.resolve("sent.tsv")).open()).isEmpty();
  }

  @Test
  void asksLaterWhenTurboSmsDoesNotAnswer() {
    parts.answers(TurboSmsParts.number(0, 0, "\"f83f8868\""));
    parts.send("Дякуємо.");
    TURBOSMS.stubFor(
        post(urlPathEqualTo(TurboSmsParts.STATUS)).willReturn(aResponse().withStatus(500)));
    parts.askLater();
    parts.became("f83f8868", "Delivered");
    parts.now = parts.now.plus(Duration.ofSeconds(5));
    parts.statuses.ask();
    assertThat(parts.reports()).hasSize(1);
  }
}
