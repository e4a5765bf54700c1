package ua.holos.channel.telegram;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ua.holos.bot.channel.SendOutcome;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.OutboundMessage;
import ua.holos.bot.message.Reply;
import ua.holos.channel.support.RememberedFiles;

class TelegramFilesTest {
  private static final ContactUrn SOMEBODY = new ContactUrn("telegram", "777");

  @RegisterExtension
  static final WireMockExtension TELEGRAM =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final TelegramParts parts = new TelegramParts(TELEGRAM.getPort());

  @BeforeEach
  void accepts() {
    answers(
        "send(message|photo|video|document)",
        okJson("{\"ok\":true,\"result\":{\"message_id\":1}}"));
    answers(
        "sendmediagroup",
        okJson("{\"ok\":true,\"result\":[{\"message_id\":7},{\"message_id\":8}]}"));
    answers("sendchataction", okJson("{\"ok\":true,\"result\":true}"));
  }

  private static void answers(String method, ResponseDefinitionBuilder answer) {
    TELEGRAM.stubFor(post(urlPathMatching("(?i)/bot42:TEST-token_1/" + method)).willReturn(answer));
  }

  private SendOutcome send(String text, Attachment... files) {
    return parts.adapter.send(
        new OutboundMessage("a:1:0", SOMEBODY, Reply.of("Олена", text, List.of(files))));
  }

  private static List<LoggedRequest> requests() {
    return TELEGRAM.findAll(postRequestedFor(urlPathMatching("(?i).*/send.*"))).stream()
        .sorted(Comparator.comparing(LoggedRequest::getLoggedDate))
        .toList();
  }

  private static List<String> methods() {
    return requests().stream()
        .map(request -> request.getUrl().substring(request.getUrl().lastIndexOf('/') + 1))
        .toList();
  }

  private static TelegramForm form(int index) {
    return TelegramForm.of(requests().get(index));
  }

  private static ResponseDefinitionBuilder refuses(String why) {
    return TelegramContractTest.refusal(400, "\"Bad Request: " + why + "\"");
  }

  private static Attachment sized(Attachment.Kind kind, String type, long bytes) {
    return new Attachment(kind, "media:roof", type, "", bytes);
  }

  @Test
  void aShortTextStandsUnderThePhoto() {
    send("Ось схема.", RememberedFiles.PHOTO);
    assertThat(methods()).containsExactly("sendPhoto");
    assertThat(form(0).values())
        .containsEntry("chat_id", "777")
        .containsEntry("caption", "Ось схема.")
        .containsEntry("photo", "roof")
        .containsKey("reply_markup");
    assertThat(form(0).names()).containsEntry("photo", "roof.jpg");
  }

  @Test
  void aDocumentKeepsItsName() {
    send("", RememberedFiles.DOCUMENT);
    assertThat(methods()).containsExactly("sendDocument");
    assertThat(form(0).names()).containsEntry("document", "рахунок.pdf");
    assertThat(form(0).values()).doesNotContainKey("caption");
  }

  @Test
  void photosGoAsOneAlbumWithTheTextUnderTheFirst() {
    Reply reply =
        Reply.of(
            "Олена",
            "Обидва боки",
            List.of(RememberedFiles.photo("front"), RememberedFiles.photo("back")));
    assertThat(parts.adapter.parts(reply)).isEqualTo(2);
    assertThat(parts.adapter.send(new OutboundMessage("a:1:0", SOMEBODY, reply)))
        .isEqualTo(new SendOutcome.Accepted(List.of("7", "8")));
    assertThat(methods()).containsExactly("sendMediaGroup");
    assertThat(form(0).values().get("media"))
        .isEqualTo(
            "[{\"type\":\"photo\",\"media\":\"attach://file0\",\"caption\":\"Обидва боки\"},"
                + "{\"type\":\"photo\",\"media\":\"attach://file1\"}]");
    assertThat(form(0).files()).containsExactly("front", "back");
  }

  @Test
  void anAlbumHasTenFilesAtMost() {
    Attachment[] photos = new Attachment[11];
    for (int i = 0; i < photos.length; i++) {
      photos[i] = RememberedFiles.photo("p" + i);
    }
    send("", photos);
    assertThat(methods()).containsExactly("sendMediaGroup", "sendPhoto");
    assertThat(form(0).files()).hasSize(10);
  }

  @Test
  void aTextThatIsTooLongForACaptionGoesFirst() {
    send("а".repeat(1025), RememberedFiles.PHOTO);
    assertThat(methods()).containsExactly("sendmessage", "sendPhoto");
    assertThat(form(1).values()).doesNotContainKey("caption");
  }

  @Test
  void aPictureAboveTenMegabytesGoesAsAFile() {
    send("", sized(Attachment.Kind.PHOTO, "image/jpeg", TelegramPart.LARGEST_PHOTO + 1));
    assertThat(TelegramPart.Form.of(sized(Attachment.Kind.PHOTO, "image/jpeg", 9)))
        .isEqualTo(TelegramPart.Form.PHOTO);
    assertThat(
            TelegramPart.Form.of(
                sized(Attachment.Kind.PHOTO, "image/jpeg", TelegramPart.LARGEST_PHOTO + 1)))
        .isEqualTo(TelegramPart.Form.DOCUMENT);
    assertThat(TelegramPart.Form.of(sized(Attachment.Kind.PHOTO, "image/gif", 9)))
        .isEqualTo(TelegramPart.Form.DOCUMENT);
    assertThat(TelegramPart.Form.of(sized(Attachment.Kind.VIDEO, "video/mp4", 9)))
        .isEqualTo(TelegramPart.Form.VIDEO);
  }

  @Test
  void aFileAboveFiftyMegabytesIsRefusedWithoutAskingTelegram() {
    assertThat(send("", sized(Attachment.Kind.VIDEO, "video/mp4", TelegramPart.LARGEST_UPLOAD + 1)))
        .isInstanceOfSatisfying(
            SendOutcome.Rejected.class, no -> assertThat(no.code()).isEqualTo("file-too-large"));
    assertThat(requests()).isEmpty();
  }

  @Test
  void aFileThatIsNotKeptAnyMoreIsRefused() {
    parts.files.lose(RememberedFiles.PHOTO);
    assertThat(send("Ось", RememberedFiles.PHOTO))
        .isInstanceOfSatisfying(
            SendOutcome.Rejected.class, no -> assertThat(no.code()).isEqualTo("file-gone"));
  }

  @Test
  void theTextOfARefusedFileGoesByItself() {
    answers("senddocument", refuses("wrong type of the web page content"));
    assertThat(send("Ось рахунок", RememberedFiles.DOCUMENT))
        .isInstanceOf(SendOutcome.Rejected.class);
    assertThat(methods()).containsExactly("sendDocument", "sendmessage");
    assertThat(requests().getLast().getBodyAsString()).contains("Ось рахунок");
  }

  @Test
  void whatTelegramDoesNotTakeAsAPictureGoesAsAFile() {
    answers("sendphoto", refuses("PHOTO_INVALID_DIMENSIONS"));
    assertThat(send("Панорама", RememberedFiles.PHOTO)).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(methods()).containsExactly("sendPhoto", "sendDocument");
    assertThat(form(1).values()).containsEntry("caption", "Панорама");
  }

  @Test
  void anAlbumThatTelegramDoesNotTakeGoesOneByOne() {
    answers("sendmediagroup", refuses("PHOTO_INVALID_DIMENSIONS"));
    assertThat(send("Два", RememberedFiles.photo("a"), RememberedFiles.photo("b")))
        .isInstanceOf(SendOutcome.Accepted.class);
    assertThat(methods()).containsExactly("sendMediaGroup", "sendPhoto", "sendPhoto");
  }

  @Test
  void aTryAfterAFailureSendsOnlyWhatWasNotSent() {
    answers("senddocument", aResponse().withStatus(502));
    assertThat(send("Ось", RememberedFiles.PHOTO, RememberedFiles.DOCUMENT))
        .isInstanceOf(SendOutcome.Unreachable.class);
    accepts();
    assertThat(send("Ось", RememberedFiles.PHOTO, RememberedFiles.DOCUMENT))
        .isInstanceOf(SendOutcome.Accepted.class);
    assertThat(methods()).containsExactly("sendPhoto", "sendDocument", "sendDocument");
  }

  @Test
  void showsThatAnOperatorTypes() {
    parts.adapter.typing(SOMEBODY, "Олена");
    await().untilAsserted(() -> assertThat(methods()).containsExactly("sendChatAction"));
    assertThat(requests().getFirst().getBodyAsString())
        .contains("\"chat_id\":\"777\"")
        .contains("\"action\":\"typing\"");
  }
}
