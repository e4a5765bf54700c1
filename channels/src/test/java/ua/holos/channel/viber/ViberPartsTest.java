package ua.holos.channel.viber;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ua.holos.bot.message.Priority;
import ua.holos.bot.message.QuickReply;
import ua.holos.bot.message.Reply;
import ua.holos.channel.viber.ViberMessage.Button;
import ua.holos.channel.viber.ViberMessage.Keyboard;

class ViberPartsTest {
  private final ViberChannel channel = new ViberChannel();

  private List<ViberMessage> parts(Reply reply) {
    return channel.parts.of(ViberJson.CITIZEN, reply);
  }

  private static Reply reply(String text, QuickReply... buttons) {
    return new Reply(
        text, buttons.length == 0 ? List.of() : List.of(List.of(buttons)), Priority.REPLY);
  }

  private static List<Button> buttons(ViberMessage message) {
    Keyboard keyboard = message.keyboard();
    return keyboard == null ? List.of() : keyboard.buttons();
  }

  private static ViberTracking tracking(ViberMessage message) {
    return ViberTracking.read(Objects.requireNonNullElse(message.trackingData(), ""));
  }

  private void staysWithinViberLimits(List<ViberMessage> parts) {
    assertThat(parts)
        .isNotEmpty()
        .allSatisfy(part -> {
          assertThat(String.valueOf(part.text()).length()).isLessThanOrEqualTo(7000);
          assertThat(channel.json.writeValueAsBytes(part).length).isLessThanOrEqualTo(30_000);
          String tracking = part.trackingData();
          assertThat(tracking == null ? 0 : tracking.length()).isLessThanOrEqualTo(4000);
        });
  }

  @Test
  void writesAMessageAsViberReadsIt() {
    ViberMessage message =
        parts(
                reply(
                    "Усе правильно?",
                    QuickReply.of("ok:1", "Так, <надіслати> & забути"),
                    QuickReply.of("edit:1", "Ні")))
            .getFirst();
    assertThat(channel.json.readTree(channel.json.writeValueAsBytes(message)))
        .isEqualTo(
            channel.json.readTree(
                """
                {"receiver":"jc9HsWTZ2Yf2NkRZ8KcNug==","sender":{"name":"Контактний центр"},
                "tracking_data":
                "{\\"c\\":{\\"Так, <надіслати> & забути\\":\\"ok:1\\",\\"Ні\\":\\"edit:1\\"}}",
                "type":"text","text":"Усе правильно?",
                "keyboard":{"Type":"keyboard","DefaultHeight":false,"Buttons":[
                {"Columns":6,"Rows":1,"Text":"Так, &lt;надіслати&gt; &amp; забути",
                "ActionType":"reply","ActionBody":"Так, <надіслати> & забути"},
                {"Columns":6,"Rows":1,"Text":"Ні","ActionType":"reply","ActionBody":"Ні"}]}}\
                """));
  }

  @Test
  void asksForANewerViberOnlyWhereAButtonNeedsIt() {
    ViberMessage sharing =
        parts(
                reply(
                    "Ваш номер?",
                    new QuickReply("phone", "Надіслати номер", QuickReply.Kind.SHARE_PHONE),
                    new QuickReply("location", "Надіслати місце", QuickReply.Kind.SHARE_LOCATION),
                    QuickReply.of("skip", "Пропустити")))
            .getFirst();
    assertThat(sharing.minApiVersion()).isEqualTo(3);
    assertThat(buttons(sharing))
        .extracting(Button::actionType)
        .containsExactly("share-phone", "location-picker", "reply");
    assertThat(buttons(sharing)).allSatisfy(button -> assertThat(button.actionBody()).isNotBlank());
    assertThat(tracking(sharing).asksForPhone()).isTrue();
    assertThat(tracking(sharing).choices()).containsOnlyKeys("Пропустити");

    assertThat(parts(reply("Так?", QuickReply.of("ok", "Так"))).getFirst().minApiVersion())
        .isNull();
  }

  @Test
  void replacesOldButtonsByTheMenuInAReplyWithoutButtons() {
    ViberMessage message = parts(reply("За якою адресою?")).getFirst();
    assertThat(buttons(message))
        .extracting(Button::text)
        .containsExactly("Мої звернення", "Як це працює", "Покликати оператора");
    assertThat(buttons(message)).extracting(Button::columns).containsExactly(3, 3, 6);
    assertThat(tracking(message).choices()).containsEntry("Як це працює", "/help");
  }

  @Test
  void leavesTheButtonsWhenAStatusArrivesInBetween() {
    for (Priority priority : List.of(Priority.STATUS, Priority.BROADCAST)) {
      ViberMessage message = parts(new Reply("Виконано", List.of(), priority)).getFirst();
      assertThat(message.keyboard()).isNull();
      assertThat(message.trackingData()).isNull();
    }
  }

  @Test
  void tellsTwoButtonsOfTheSameNameApart() {
    ViberMessage message =
        parts(
                reply(
                    "Яка з вулиць?",
                    QuickReply.of("street:1", "Садова"),
                    QuickReply.of("street:2", "Садова")))
            .getFirst();
    assertThat(tracking(message).choices())
        .containsEntry("Садова", "street:1")
        .containsEntry("Садова (2)", "street:2");
    assertThat(buttons(message))
        .extracting(Button::actionBody)
        .containsExactly("Садова", "Садова (2)");
  }

  @Test
  void cropsALongLabelBetweenCharacters() {
    assertThat(ViberKeyboard.shown("ї".repeat(250))).isEqualTo("ї".repeat(250));
    assertThat(ViberKeyboard.shown("ї".repeat(251))).isEqualTo("ї".repeat(249) + "…");
    assertThat(ViberKeyboard.shown("ї".repeat(248) + "😀ї")).isEqualTo("ї".repeat(248) + "…");
    assertThat(ViberKeyboard.shown("&".repeat(100))).isEqualTo("&amp;".repeat(49) + "…");
  }

  @Test
  void splitsAtSentencesBySevenThousandUnits() {
    List<ViberMessage> parts =
        parts(reply("Немає світла у під’їзді. ".repeat(600), QuickReply.of("ok", "Гаразд")));
    staysWithinViberLimits(parts);
    assertThat(parts).hasSize(3);
    assertThat(parts.subList(0, 2)).allSatisfy(part -> assertThat(part.keyboard()).isNull());
    assertThat(buttons(parts.getLast())).hasSize(1);
  }

  /// Quotes are two bytes in JSON, control characters six, and many letters three.
  @ParameterizedTest
  @ValueSource(strings = {"\u0001", "€", "\"", "😀", "ї", "a"})
  void splitsByBytesToo(String letter) {
    String text = "б" + letter.repeat(20_000 / letter.length()) + "б";
    List<ViberMessage> parts = parts(reply(text, QuickReply.of("ok", "Гаразд")));
    staysWithinViberLimits(parts);
    assertThat(String.join("", parts.stream().map(ViberMessage::text).toList())).isEqualTo(text);
  }

  @Test
  void makesRoomForManyLongButtons() {
    List<List<QuickReply>> rows =
        IntStream.range(0, 20)
            .mapToObj(
                i -> List.of(QuickReply.of("street:" + i, i + " " + "Довга назва ".repeat(17))))
            .toList();
    List<ViberMessage> parts = parts(new Reply("Яка з вулиць? ".repeat(450), rows, Priority.REPLY));
    staysWithinViberLimits(parts);
    assertThat(buttons(parts.getLast())).hasSize(20);
    assertThat(tracking(parts.getLast()).choices()).isNotEmpty().hasSizeLessThan(20);
  }

  @Test
  void makesAListOfMoreButtonsThanViberShows() {
    List<List<QuickReply>> rows =
        IntStream.range(0, 40)
            .mapToObj(i -> List.of(QuickReply.of("c:" + i, "Тема " + i)))
            .toList();
    ViberMessage message = parts(new Reply("Яка тема?", rows, Priority.REPLY)).getFirst();
    assertThat(message.text()).startsWith("Яка тема?\n\n1. Тема 0\n2. Тема 1").endsWith("Тема 39");
  }

  @Test
  void makesAListOfButtonsThatAreTooLargeForARequest() {
    List<List<QuickReply>> rows =
        IntStream.range(0, 12)
            .mapToObj(i -> List.of(QuickReply.of("c:" + i, i + "ї".repeat(1500))))
            .toList();
    staysWithinViberLimits(parts(new Reply("Яка тема?", rows, Priority.REPLY)));
  }

  @Test
  void countsMessagesAsViberDoes() {
    Reply reply = reply("Немає світла у під’їзді. ".repeat(600));
    assertThat(channel.adapter.parts(reply)).isEqualTo(parts(reply).size()).isEqualTo(3);
    assertThat(channel.adapter.parts(reply("Так"))).isEqualTo(1);
  }

  @Test
  void forgetsADeepLinkThatIsTooLongToCarry() {
    ViberMessage welcome = channel.parts.welcome(false, "x".repeat(5000));
    assertThat(tracking(welcome).context()).isEmpty();
    assertThat(Objects.requireNonNull(welcome.trackingData()).getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThan(4000);
  }
}
