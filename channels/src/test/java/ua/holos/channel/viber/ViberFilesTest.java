package ua.holos.channel.viber;

import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ua.holos.bot.channel.SendOutcome;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.OutboundMessage;
import ua.holos.bot.message.Priority;
import ua.holos.bot.message.QuickReply;
import ua.holos.bot.message.Reply;
import ua.holos.channel.support.RememberedFiles;

class ViberFilesTest {
  @RegisterExtension
  static final WireMockExtension VIBER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final ViberChannel channel = new ViberChannel(VIBER.getPort());

  private List<ViberMessage> of(String text, Attachment... files) {
    return channel.parts.of("somebody", Reply.of("Олена", text, List.of(files)));
  }

  private static Attachment sized(Attachment.Kind kind, String type, long bytes) {
    return new Attachment(kind, "media:roof", type, "", bytes);
  }

  private String type(Attachment file) {
    return of("", file).getFirst().type();
  }

  @Test
  void aShortTextStandsUnderThePictureTogetherWithTheMenu() {
    List<ViberMessage> sent = of("Ось схема.", RememberedFiles.PHOTO);
    assertThat(sent).hasSize(1);
    assertThat(sent.getFirst().type()).isEqualTo("picture");
    assertThat(sent.getFirst().text()).isEqualTo("Ось схема.");
    assertThat(sent.getFirst().media()).isEqualTo("https://city.example/media/roof.jpeg");
    assertThat(sent.getFirst().keyboard()).isNotNull();
  }

  @Test
  void aTextThatIsTooLongForThatGoesFirstAndTheMenuStandsUnderTheLast() {
    List<ViberMessage> sent = of("а".repeat(769), RememberedFiles.PHOTO);
    assertThat(sent).extracting(ViberMessage::type).containsExactly("text", "picture");
    assertThat(sent.getFirst().keyboard()).isNull();
    assertThat(sent.getLast().keyboard()).isNotNull();
    assertThat(sent.getLast().text()).isEmpty();
  }

  @Test
  void aFileBearsItsNameAndSizeAndNoText() {
    List<ViberMessage> sent = of("Ось рахунок.", RememberedFiles.DOCUMENT);
    assertThat(sent).extracting(ViberMessage::type).containsExactly("text", "file");
    assertThat(sent.getLast().fileName()).isEqualTo("рахунок.pdf");
    assertThat(sent.getLast().size()).isEqualTo(4);
    assertThat(sent.getLast().text()).isNull();
  }

  @Test
  void buttonsStandUnderTheTextBehindTheFiles() {
    Reply reply =
        new Reply(
            "Усе гаразд?",
            List.of(List.of(QuickReply.of("yes", "Так"))),
            Priority.REPLY,
            null,
            null,
            List.of(RememberedFiles.PHOTO));
    List<ViberMessage> sent = channel.parts.of("somebody", reply);
    assertThat(sent).extracting(ViberMessage::type).containsExactly("picture", "text");
    assertThat(sent.getLast().keyboard()).isNotNull();
  }

  @Test
  void whatViberDoesNotShowGoesAsAFile() {
    assertThat(type(sized(Attachment.Kind.PHOTO, "image/jpeg", 1 << 20))).isEqualTo("picture");
    assertThat(type(sized(Attachment.Kind.PHOTO, "image/jpeg", (1 << 20) + 1))).isEqualTo("file");
    assertThat(type(sized(Attachment.Kind.PHOTO, "image/webp", 9))).isEqualTo("file");
    assertThat(type(sized(Attachment.Kind.VIDEO, "video/mp4", 9))).isEqualTo("video");
    assertThat(type(sized(Attachment.Kind.VIDEO, "video/mp4", 27L << 20))).isEqualTo("file");
    assertThat(type(sized(Attachment.Kind.VIDEO, "video/quicktime", 9))).isEqualTo("file");
  }

  @Test
  void aShortTextIsNotLostUnderAPictureThatHasNoAddress() {
    channel.files.haveNoAddress();
    assertThat(of("Ось схема.", RememberedFiles.PHOTO))
        .extracting(ViberMessage::type)
        .containsExactly("text", "picture");
  }

  @Test
  void theTextUnderARefusedPictureGoesByItself() {
    VIBER.stubFor(
        post(urlEqualTo("/pa/send_message"))
            .withRequestBody(matchingJsonPath("$[?(@.type == 'picture')]"))
            .willReturn(ViberContractTest.refusal(3, "badData")));
    VIBER.stubFor(
        post(urlEqualTo("/pa/send_message"))
            .withRequestBody(matchingJsonPath("$[?(@.type == 'text')]"))
            .willReturn(okJson("{\"status\":0,\"message_token\":5}")));
    assertThat(
            channel.adapter.send(
                new OutboundMessage(
                    "a:1:0",
                    new ContactUrn("viber", "somebody"),
                    Reply.of("Олена", "Ось схема.", List.of(RememberedFiles.PHOTO)))))
        .isInstanceOf(SendOutcome.Rejected.class);
    assertThat(VIBER.getAllServeEvents()).hasSize(2);
    assertThat(VIBER.getAllServeEvents())
        .anySatisfy(event ->
            assertThat(event.getRequest().getBodyAsString())
                .contains("\"type\":\"text\"", "Ось схема."));
  }

  @Test
  void aFileAboveFiftyMegabytesIsRefusedWithoutAskingViber() {
    VIBER.stubFor(post(urlEqualTo("/pa/send_message")).willReturn(okJson("{\"status\":0}")));
    Attachment large = sized(Attachment.Kind.DOCUMENT, "application/pdf", 51L << 20);
    assertThat(
            channel.adapter.send(
                new OutboundMessage(
                    "a:1:0",
                    new ContactUrn("viber", "somebody"),
                    Reply.of("Олена", "", List.of(large)))))
        .isInstanceOfSatisfying(
            SendOutcome.Rejected.class, no -> assertThat(no.code()).isEqualTo("file-too-large"));
    assertThat(VIBER.getAllServeEvents()).isEmpty();
  }
}
