package ua.holos.channel.telegram;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static ua.holos.channel.telegram.TelegramContractTest.refusal;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ua.holos.bot.channel.SendOutcome;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.OutboundMessage;
import ua.holos.bot.message.Priority;
import ua.holos.bot.message.QuickReply;
import ua.holos.bot.message.Reply;

class TelegramAdapterTest {
  @RegisterExtension
  static final WireMockExtension TELEGRAM =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private static final String SEND = "(?i)/bot42:TEST-token_1/sendmessage";
  private static final ContactUrn OLENA = new ContactUrn("telegram", "5000000777");

  private final TelegramParts parts = new TelegramParts(TELEGRAM.getPort());

  private static OutboundMessage message(Reply reply) {
    return new OutboundMessage("telegram:5000000777:4:0", OLENA, reply);
  }

  private static Reply reply(String text, QuickReply... buttons) {
    return new Reply(
        text, buttons.length == 0 ? List.of() : List.of(List.of(buttons)), Priority.REPLY);
  }

  private static void answers(ResponseDefinitionBuilder answer) {
    TELEGRAM.stubFor(post(urlPathMatching(SEND)).willReturn(answer));
  }

  private static ResponseDefinitionBuilder accepted(int id) {
    return okJson("{\"ok\":true,\"result\":{\"message_id\":" + id + "}}");
  }

  private static void sentWith(String markup) {
    TELEGRAM.verify(
        postRequestedFor(urlPathMatching(SEND))
            .withRequestBody(equalToJson("{\"reply_markup\":" + markup + "}", true, true)));
  }

  @Test
  void returnsTheIdOfTheMessage() {
    answers(accepted(77));
    assertThat(parts.adapter.send(message(reply("Дякуємо."))))
        .isEqualTo(new SendOutcome.Accepted(List.of("77")));
  }

  @ParameterizedTest
  @CsvSource({
    "403,Forbidden: bot was blocked by the user,blocked",
    "403,Forbidden: user is deactivated,deactivated",
    "403,Forbidden: bot can't initiate conversation with a user,never-started",
    "403,Forbidden: something new,forbidden",
    "400,Bad Request: chat not found,not-found"
  })
  void noticesWhoIsGone(int code, String description, String reason) {
    answers(refusal(code, "\"" + description + "\""));
    assertThat(parts.adapter.send(message(reply("Дякуємо."))))
        .isEqualTo(new SendOutcome.RecipientGone(reason));
  }

  @ParameterizedTest
  @CsvSource({"401,Unauthorized", "404,Not Found"})
  void blamesTheTokenWhenTelegramDoesNotKnowIt(int code, String description) {
    answers(refusal(code, "\"" + description + "\""));
    assertThat(parts.adapter.send(message(reply("Дякуємо."))))
        .isEqualTo(new SendOutcome.Misconfigured("holos.telegram.token"));
    assertThat(parts.state.standing()).isEqualTo(TelegramState.Standing.TOKEN_REFUSED);

    answers(accepted(1));
    parts.adapter.send(message(reply("Дякуємо.")));
    assertThat(parts.state.standing()).isNotEqualTo(TelegramState.Standing.TOKEN_REFUSED);
  }

  @Test
  void waitsASecondWhenTelegramDoesNotSayHowLong() {
    answers(refusal(429, "\"Too Many Requests\""));
    assertThat(parts.adapter.send(message(reply("Дякуємо."))))
        .isEqualTo(new SendOutcome.Throttled(Duration.ofSeconds(1)));
  }

  @Test
  void recoversWhenTelegramRecovers() {
    TELEGRAM.stubFor(
        post(urlPathMatching(SEND))
            .inScenario("recovery")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(aResponse().withStatus(500).withBody("{\"ok\":false,\"error_code\":500}"))
            .willSetStateTo("well"));
    TELEGRAM.stubFor(
        post(urlPathMatching(SEND))
            .inScenario("recovery")
            .whenScenarioStateIs("well")
            .willReturn(accepted(5)));
    assertThat(parts.adapter.send(message(reply("Дякуємо."))))
        .isInstanceOf(SendOutcome.Unreachable.class);
    assertThat(parts.adapter.send(message(reply("Дякуємо."))))
        .isEqualTo(new SendOutcome.Accepted(List.of("5")));
  }

  @Test
  void givesUpOnAnAnswerThatTakesTooLong() {
    TelegramParts hasty = new TelegramParts(TELEGRAM.getPort(), Duration.ofMillis(200));
    answers(accepted(1).withFixedDelay(5_000));
    assertThat(hasty.adapter.send(message(reply("Дякуємо."))))
        .isInstanceOf(SendOutcome.Unreachable.class);
  }

  @ParameterizedTest
  @CsvSource({"EMPTY_RESPONSE", "MALFORMED_RESPONSE_CHUNK", "CONNECTION_RESET_BY_PEER"})
  void callsABrokenConnectionUnreachableAndTellsNoToken(Fault fault) {
    answers(aResponse().withFault(fault));
    assertThat(parts.adapter.send(message(reply("Дякуємо."))))
        .isInstanceOfSatisfying(
            SendOutcome.Unreachable.class,
            unreachable -> assertThat(unreachable.detail()).doesNotContain("TEST-token"));
  }

  @Test
  void callsAPageThatIsNotTheBotApiUnreachable() {
    answers(aResponse().withStatus(200).withBody("<html>Please log in to the Wi-Fi</html>"));
    assertThat(parts.adapter.send(message(reply("Дякуємо."))))
        .isInstanceOf(SendOutcome.Unreachable.class);
  }

  @Test
  void goesOnWithThePartThatFailed() {
    String text = "а".repeat(4096) + " " + "б".repeat(4096) + " " + "в".repeat(10);
    TELEGRAM.stubFor(post(urlPathMatching(SEND)).atPriority(9).willReturn(accepted(1)));
    TELEGRAM.stubFor(
        post(urlPathMatching(SEND))
            .withRequestBody(equalToJson("{\"text\":\"" + "б".repeat(4096) + "\"}", true, true))
            .inScenario("second part")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(refusal(429, "\"Too Many Requests\",\"parameters\":{\"retry_after\":3}"))
            .willSetStateTo("patient"));

    assertThat(parts.adapter.send(message(reply(text))))
        .isEqualTo(new SendOutcome.Throttled(Duration.ofSeconds(3)));
    assertThat(parts.adapter.send(message(reply(text))))
        .isEqualTo(new SendOutcome.Accepted(List.of("1", "1", "1")));

    TELEGRAM.verify(
        1,
        postRequestedFor(urlPathMatching(SEND))
            .withRequestBody(equalToJson("{\"text\":\"" + "а".repeat(4096) + "\"}", true, true)));
    TELEGRAM.verify(4, postRequestedFor(urlPathMatching(SEND)));
  }

  @Test
  void putsPlainButtonsUnderTheMessage() {
    answers(accepted(1));
    parts.adapter.send(
        message(
            reply(
                "Усе правильно?",
                QuickReply.of("confirm", "Так"),
                QuickReply.of("edit:address", "Змінити адресу"))));
    sentWith(
        """
        {"inline_keyboard":[[{"text":"Так","callback_data":"confirm"},
        {"text":"Змінити адресу","callback_data":"edit:address"}]]}\
        """);
  }

  @Test
  void asksForALocationByTheKeyboardInPlaceOfLetters() {
    answers(accepted(1));
    parts.adapter.send(
        message(
            reply(
                "Де це?",
                new QuickReply("location", "Надіслати місце", QuickReply.Kind.SHARE_LOCATION),
                new QuickReply("phone", "Надіслати номер", QuickReply.Kind.SHARE_PHONE),
                QuickReply.of("skip", "Пропустити"))));
    sentWith(
        """
        {"keyboard":[[{"text":"Надіслати місце","request_location":true},
        {"text":"Надіслати номер","request_contact":true},{"text":"Пропустити"}]],
        "one_time_keyboard":true,"resize_keyboard":true}\
        """);
  }

  @Test
  void takesThatKeyboardAwayWithTheNextReplyWithoutButtons() {
    answers(accepted(1));
    parts.adapter.send(message(reply("Дякуємо.")));
    sentWith("{\"remove_keyboard\":true}");
  }

  @Test
  void leavesThatKeyboardWhenAStatusArrivesInBetween() {
    answers(accepted(1));
    parts.adapter.send(message(new Reply("Виконано", List.of(), Priority.STATUS)));
    var sent = TELEGRAM.findAll(postRequestedFor(urlPathMatching(SEND)));
    assertThat(sent).hasSize(1);
    assertThat(sent.getFirst().getBodyAsString()).doesNotContain("reply_markup");
  }

  @Test
  void refusesAPayloadThatTelegramWouldRefuse() {
    assertThat(parts.adapter.send(message(reply("Що саме?", QuickReply.of("ї".repeat(33), "Так")))))
        .isInstanceOf(SendOutcome.Rejected.class);
    TELEGRAM.verify(0, postRequestedFor(urlPathMatching(SEND)));
  }

  private static Attachment photo(String fileId) {
    return new Attachment(Attachment.Kind.PHOTO, "telegram:" + fileId, "image/jpeg", "", 5);
  }

  @Test
  void opensAFile() throws IOException {
    TELEGRAM.stubFor(
        post(urlPathMatching("(?i)/bot42:TEST-token_1/getfile"))
            .withRequestBody(equalToJson("{\"file_id\":\"f1\"}", true, true))
            .willReturn(okJson("{\"ok\":true,\"result\":{\"file_path\":\"photos/file 1.jpg\"}}")));
    TELEGRAM.stubFor(
        get(urlPathEqualTo("/file/bot42:TEST-token_1/photos/file%201.jpg"))
            .willReturn(aResponse().withBody(new byte[] {1, 2, 3})));
    try (InputStream bytes = parts.adapter.open(photo("f1"))) {
      assertThat(bytes.readAllBytes()).containsExactly(1, 2, 3);
    }
  }

  @Test
  void stopsReadingAFileThatIsLargerThanAllowed() throws IOException {
    TELEGRAM.stubFor(
        post(urlPathMatching("(?i)/bot42:TEST-token_1/getfile"))
            .willReturn(okJson("{\"ok\":true,\"result\":{\"file_path\":\"v.mp4\"}}")));
    TELEGRAM.stubFor(
        get(urlPathEqualTo("/file/bot42:TEST-token_1/v.mp4"))
            .willReturn(aResponse().withBody(new byte[(int) TelegramMapper.LARGEST_FILE + 1])));
    try (InputStream bytes = parts.adapter.open(photo("f1"))) {
      assertThatThrownBy(bytes::readAllBytes).isInstanceOf(IOException.class);
    }
  }

  @Test
  void tellsNoTokenWhenAFileIsGone() {
    TELEGRAM.stubFor(
        post(urlPathMatching("(?i)/bot42:TEST-token_1/getfile"))
            .willReturn(refusal(400, "\"Bad Request: file is too big\"")));
    assertThatThrownBy(() -> parts.adapter.open(photo("f1")))
        .isInstanceOf(IOException.class)
        .hasMessageNotContaining("TEST-token");
  }
}
