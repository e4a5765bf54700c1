package ua.holos.channel.viber;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static ua.holos.channel.viber.ViberContractTest.refusal;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ua.holos.bot.channel.ChannelCapabilities.Feature;
import ua.holos.bot.channel.ChannelCapabilities.Receipts;
import ua.holos.bot.channel.ChannelPace;
import ua.holos.bot.channel.Price;
import ua.holos.bot.channel.SendOutcome;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.OutboundMessage;
import ua.holos.bot.message.Priority;
import ua.holos.bot.message.QuickReply;
import ua.holos.bot.message.Reply;

class ViberAdapterTest {
  @RegisterExtension
  static final WireMockExtension VIBER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private static final String SEND = "/pa/send_message";

  private final ViberChannel channel = new ViberChannel(VIBER.getPort());

  private static OutboundMessage message(String receiver, Reply reply) {
    return new OutboundMessage(
        "viber:" + receiver + ":4:0", new ContactUrn("viber", receiver), reply);
  }

  private static Reply reply(String text, QuickReply... buttons) {
    return new Reply(
        text, buttons.length == 0 ? List.of() : List.of(List.of(buttons)), Priority.REPLY);
  }

  private SendOutcome send(Reply reply) {
    return channel.adapter.send(message(ViberJson.CITIZEN, reply));
  }

  private SendOutcome sendTo(String receiver) {
    return channel.adapter.send(message(receiver, reply("Дякуємо.")));
  }

  private static void answers(ResponseDefinitionBuilder answer) {
    VIBER.stubFor(post(urlEqualTo(SEND)).willReturn(answer));
  }

  private static ResponseDefinitionBuilder accepted(String token, int billing) {
    return okJson(
        "{\"status\":0,\"status_message\":\"ok\",\"message_token\":%s,\"billing_status\":%d}"
            .formatted(token, billing));
  }

  @Test
  void declaresWhatViberCan() {
    var can = channel.adapter.capabilities();
    assertThat(can.maxTextUnits()).isEqualTo(7000);
    assertThat(can.features())
        .containsExactlyInAnyOrder(
            Feature.BUTTONS,
            Feature.SHARE_LOCATION,
            Feature.SHARE_PHONE,
            Feature.MEDIA,
            Feature.PUSH);
    assertThat(can.receipts()).isEqualTo(Receipts.READ);
    assertThat(can.price()).isEqualTo(new Price(new BigDecimal("0.95"), Duration.ofHours(24)));
    assertThat(channel.adapter.pace())
        .isEqualTo(new ChannelPace(50, Double.POSITIVE_INFINITY, 100));
  }

  /// As a double it would end in …656.
  @Test
  void returnsTheTokenWithAllItsDigits() {
    answers(accepted("5741311803571721657", 1));
    assertThat(send(reply("Дякуємо.")))
        .isEqualTo(new SendOutcome.Accepted(List.of("5741311803571721657")));
  }

  @Test
  void aMessageThatIsTakenWithoutATokenAwaitsNoReceipt() {
    answers(okJson("{\"status\":0,\"status_message\":\"ok\"}"));
    assertThat(send(reply("Дякуємо."))).isEqualTo(new SendOutcome.Accepted(List.of()));
  }

  @Test
  void readsNoAnswerWithoutAnEnd() {
    answers(okJson("{\"status\":0,\"message_token\":1}" + " ".repeat(1 << 20)));
    assertThat(send(reply("Дякуємо."))).isInstanceOf(SendOutcome.Unreachable.class);
  }

  @Test
  void sendsUtf8WithTheTokenInItsHeaderOnly() {
    answers(accepted("1", 1));
    send(reply("Їжак 😀"));
    VIBER.verify(
        postRequestedFor(urlEqualTo(SEND))
            .withHeader("X-Viber-Auth-Token", equalTo(ViberChannel.TOKEN))
            .withHeader("Content-Type", equalTo("application/json; charset=UTF-8")));
    byte[] body = VIBER.findAll(postRequestedFor(urlEqualTo(SEND))).getFirst().getBody();
    assertThat(new String(body, StandardCharsets.UTF_8))
        .contains("Їжак 😀")
        .doesNotContain(ViberChannel.TOKEN);
  }

  @Test
  void countsWhoPays() {
    answers(accepted("1", 4));
    send(reply("Виконано"));
    assertThat(channel.meters.counter("holos.viber.billing", "status", "4").count()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"5,not-registered", "6,not-subscribed", "7,blocked", "11,no-suitable-device"})
  void noticesWhoIsGone(int status, String reason) {
    answers(refusal(status, "…"));
    assertThat(send(reply("Дякуємо."))).isEqualTo(new SendOutcome.RecipientGone(reason));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 13, 14, 16, 17, 18, 19, 20, 21, 22})
  void givesUpAMessageThatViberRefuses(int status) {
    answers(refusal(status, "badData"));
    assertThat(send(reply("Дякуємо.")))
        .isEqualTo(new SendOutcome.Rejected(String.valueOf(status), "badData"));
  }

  @ParameterizedTest
  @CsvSource({
    "2,holos.viber.token,TOKEN_REFUSED",
    "8,holos.viber.token,TOKEN_REFUSED",
    "9,holos.viber.token,ACCOUNT_STOPPED",
    "15,holos.viber.token,ACCOUNT_STOPPED",
    "10,holos.viber.webhook-url,WEBHOOK_REFUSED",
    "23,holos.viber.token (free messages used up),NOT_PAID",
    "24,holos.viber.token (no balance),NOT_PAID"
  })
  void waitsUntilSomebodyMendsTheSettingsOrPays(
      int status, String setting, ViberState.Standing standing) {
    answers(refusal(status, "…"));
    SendOutcome outcome = send(reply("Дякуємо."));
    assertThat(outcome).isEqualTo(new SendOutcome.Misconfigured(setting));
    assertThat(outcome.retryable()).isTrue();
    assertThat(channel.state.standing()).isEqualTo(standing);

    answers(accepted("1", 4));
    send(reply("Дякуємо."));
    assertThat(channel.state.standing().good()).isTrue();
  }

  /// Answers to people who wrote cost nothing, and say nothing about the bill.
  @Test
  void doesNotTakeAFreeMessageForAPaidBill() {
    answers(refusal(24, "noBalance"));
    send(reply("Виконано"));
    answers(accepted("1", 1));
    send(reply("Дякуємо."));
    assertThat(channel.state.standing()).isEqualTo(ViberState.Standing.NOT_PAID);
    answers(accepted("1", 4));
    send(reply("Виконано"));
    assertThat(channel.state.standing().good()).isTrue();
  }

  /// Viber's documentation calls 7 the bot's account.
  @Test
  void doesNotTakeABlockOfTheWholeBotForPeopleWhoHaveGone() {
    answers(refusal(7, "publicAccountBlocked"));
    assertThat(sendTo("olena")).isEqualTo(new SendOutcome.RecipientGone("blocked"));
    assertThat(sendTo("ivan")).isEqualTo(new SendOutcome.RecipientGone("blocked"));
    assertThat(sendTo("maria")).isEqualTo(new SendOutcome.Misconfigured("holos.viber.token"));
    assertThat(channel.state.standing()).isEqualTo(ViberState.Standing.ACCOUNT_STOPPED);

    answers(accepted("1", 1));
    sendTo("taras");
    answers(refusal(7, "publicAccountBlocked"));
    assertThat(sendTo("olena")).isEqualTo(new SendOutcome.RecipientGone("blocked"));
  }

  @Test
  void triesAgainInAMinuteWhenViberHasHadTooManyMessages() {
    answers(refusal(12, "tooManyRequests"));
    assertThat(send(reply("Дякуємо."))).isEqualTo(new SendOutcome.Throttled(Duration.ofMinutes(1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7|PT7S",
        "Sun, 22 Nov 2026 10:00:30 GMT|PT30S",
        "Sun, 22 Nov 2026 09:00:00 GMT|PT1M",
        "soon|PT1M",
        "''|PT1M"
      })
  void honoursHowLongItIsToWait(String retryAfter, Duration wait) {
    answers(aResponse().withStatus(429).withHeader("Retry-After", retryAfter));
    assertThat(send(reply("Дякуємо."))).isEqualTo(new SendOutcome.Throttled(wait));
  }

  @ParameterizedTest
  @ValueSource(ints = {25, 99, -1})
  void triesAgainAfterAnErrorThatHasNoName(int status) {
    answers(refusal(status, "generalError"));
    assertThat(send(reply("Дякуємо."))).isInstanceOf(SendOutcome.Unreachable.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void blamesTheTokenAlsoByHttp(int code) {
    answers(aResponse().withStatus(code));
    assertThat(send(reply("Дякуємо.")))
        .isEqualTo(new SendOutcome.Misconfigured("holos.viber.token"));
  }

  @ParameterizedTest
  @CsvSource({
    "200,<html>Please log in to the Wi-Fi</html>",
    "200,[]",
    "200,{}",
    "301,moved",
    "404,not here",
    "503,busy"
  })
  void callsWhatIsNotTheBotsApiUnreachable(int code, String body) {
    answers(aResponse().withStatus(code).withBody(body));
    assertThat(send(reply("Дякуємо."))).isInstanceOf(SendOutcome.Unreachable.class);
  }

  @ParameterizedTest
  @CsvSource({"EMPTY_RESPONSE", "MALFORMED_RESPONSE_CHUNK", "CONNECTION_RESET_BY_PEER"})
  void callsABrokenConnectionUnreachableAndTellsNoToken(Fault fault) {
    answers(aResponse().withFault(fault));
    assertThat(send(reply("Дякуємо.")))
        .isInstanceOfSatisfying(
            SendOutcome.Unreachable.class,
            unreachable -> assertThat(unreachable.detail()).doesNotContain(ViberChannel.TOKEN));
  }

  @Test
  void givesUpOnAnAnswerThatTakesTooLong() {
    ViberChannel hasty =
        new ViberChannel(
            VIBER.getPort(), Duration.ofMillis(200), ViberChannel::opened, Duration.ofSeconds(1));
    answers(accepted("1", 1).withFixedDelay(5_000));
    assertThat(hasty.adapter.send(message(ViberJson.CITIZEN, reply("Дякуємо."))))
        .isInstanceOf(SendOutcome.Unreachable.class);
  }

  @Test
  void tellsNoTokenThatViberRepeats() {
    answers(refusal(3, "bad token " + ViberChannel.TOKEN));
    assertThat(send(reply("Дякуємо."))).isEqualTo(new SendOutcome.Rejected("3", "bad token ***"));
  }

  @Test
  void goesOnWithThePartThatFailed() {
    String text = "а".repeat(7000) + " " + "б".repeat(7000) + " " + "в".repeat(10);
    VIBER.stubFor(post(urlEqualTo(SEND)).atPriority(9).willReturn(accepted("1", 1)));
    VIBER.stubFor(
        post(urlEqualTo(SEND))
            .withRequestBody(equalToJson("{\"text\":\"" + "б".repeat(7000) + "\"}", true, true))
            .inScenario("second part")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "3"))
            .willSetStateTo("patient"));

    assertThat(send(reply(text))).isEqualTo(new SendOutcome.Throttled(Duration.ofSeconds(3)));
    assertThat(send(reply(text))).isEqualTo(new SendOutcome.Accepted(List.of("1", "1", "1")));
    VIBER.verify(4, postRequestedFor(urlEqualTo(SEND)));
  }

  private static final Reply ASKS_FOR_PHONE =
      reply(
          "Ваш номер?",
          new QuickReply("phone", "Надіслати номер", QuickReply.Kind.SHARE_PHONE),
          QuickReply.of("skip", "Пропустити"));

  @Test
  void asksAnOldViberWithoutTheButtonThatItDoesNotKnow() {
    VIBER.stubFor(post(urlEqualTo(SEND)).atPriority(9).willReturn(accepted("5", 1)));
    VIBER.stubFor(
        post(urlEqualTo(SEND))
            .withRequestBody(equalToJson("{\"min_api_version\":3}", true, true))
            .willReturn(refusal(13, "apiVersionNotSupported")));
    assertThat(send(ASKS_FOR_PHONE)).isEqualTo(new SendOutcome.Accepted(List.of("5")));
    VIBER.verify(
        1,
        postRequestedFor(urlEqualTo(SEND))
            .withRequestBody(
                equalToJson(
                    "{\"text\":\"Ваш"
                        + " номер?\",\"keyboard\":{\"Buttons\":[{\"Text\":\"Пропустити\"}]}}",
                    false,
                    true)));
  }

  @Test
  void sendsNoButtonWithoutALabel() {
    assertThat(send(reply("Так?", QuickReply.of("ok", " "))))
        .isInstanceOf(SendOutcome.Rejected.class);
    VIBER.verify(0, postRequestedFor(urlEqualTo(SEND)));
  }
}
