package ua.holos.channel.viber;

import static org.assertj.core.api.Assertions.assertThat;
import static ua.holos.channel.viber.ViberJson.CITIZEN;
import static ua.holos.channel.viber.ViberJson.about;
import static ua.holos.channel.viber.ViberJson.by;
import static ua.holos.channel.viber.ViberJson.message;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ua.holos.bot.channel.InboundUpdate;
import ua.holos.bot.channel.InboundUpdate.MessageArrived;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.Content;
import ua.holos.bot.message.MessageStatus;

class ViberMapperTest {
  private static final Instant SENT = Instant.ofEpochMilli(1_790_000_000_000L);
  private static final ContactUrn OLENA = new ContactUrn("viber", CITIZEN);

  private static ViberMapper.Meaning meaning(String json) {
    ViberUpdate update = new ViberUpdateReader().read(json.getBytes(StandardCharsets.UTF_8));
    return ViberMapper.map(Objects.requireNonNull(update), ViberChannel.NOW);
  }

  private static InboundUpdate update(String json) {
    assertThat(meaning(json)).isInstanceOf(ViberMapper.Meaning.Relevant.class);
    return ((ViberMapper.Meaning.Relevant) meaning(json)).update();
  }

  private static Content content(String fields) {
    return ((MessageArrived) update(message("1", fields))).content();
  }

  @Test
  void readsAText() {
    assertThat(update(ViberJson.text("4912661846655238145", "Немає води 😀")))
        .isEqualTo(
            new MessageArrived(
                ViberAdapter.VIBER,
                "4912661846655238145",
                OLENA,
                SENT,
                new Content.Text("Немає води 😀"),
                "4912661846655238145",
                "Олена Коваль"));
  }

  /// As doubles these two would be the same number.
  @ParameterizedTest
  @ValueSource(strings = {"9007199254740993", "9223372036854775807", "18446744073709551615"})
  void keepsAllBitsOfATokenAlsoWhereItIsText(String token) {
    assertThat(update(ViberJson.text(token, "а")).id()).isEqualTo(token);
    assertThat(update(ViberJson.text('"' + token + '"', "а")).id()).isEqualTo(token);
  }

  @Test
  void readsACommand() {
    assertThat(content("\"type\":\"text\",\"text\":\"/My 5-12034\""))
        .isEqualTo(new Content.Command("my", "5-12034"));
  }

  @Test
  void readsALinkAsItsText() {
    assertThat(content("\"type\":\"url\",\"media\":\"https://misto.ua/a\",\"text\":\"\""))
        .isEqualTo(new Content.Text("https://misto.ua/a"));
    assertThat(content("\"type\":\"url\",\"media\":\"https://misto.ua/a\",\"text\":\"Ось\""))
        .isEqualTo(new Content.Text("Ось\nhttps://misto.ua/a"));
  }

  @Test
  void readsAPictureWithItsWords() {
    assertThat(
            content(
                """
                "type":"picture","text":"Яма","media":"https://dl.viber.example/p?Expires=1&x=2",\
                "thumbnail":"https://dl.viber.example/t","file_name":"IMG_1.PNG","size":2048\
                """))
        .isEqualTo(
            new Content.Media(
                List.of(
                    new Attachment(
                        Attachment.Kind.PHOTO,
                        "viber:https://dl.viber.example/p?Expires=1&x=2",
                        "image/png",
                        "IMG_1.PNG",
                        2048)),
                "Яма",
                null));
  }

  @ParameterizedTest
  @CsvSource({
    "video,clip.mp4,VIDEO,video/mp4",
    "video,'',VIDEO,video/mp4",
    "picture,'',PHOTO,image/jpeg",
    "file,act.pdf,DOCUMENT,application/pdf",
    "file,photo.jpeg,PHOTO,image/jpeg",
    "file,clip.mov,VIDEO,video/quicktime",
    "file,unknown,DOCUMENT,application/octet-stream"
  })
  void readsFilesOfEveryType(String type, String name, Attachment.Kind kind, String mediaType) {
    assertThat(
            content(
                "\"type\":\"%s\",\"media\":\"https://dl.viber.example/f\",\"file_name\":\"%s\""
                    .formatted(type, name)))
        .isEqualTo(
            new Content.Media(
                List.of(
                    new Attachment(kind, "viber:https://dl.viber.example/f", mediaType, name, 0)),
                "",
                null));
  }

  @Test
  void saysThatAFileIsTooLarge() {
    assertThat(
            content(
                "\"type\":\"video\",\"media\":\"https://dl.viber.example/f\",\"size\":52428801"))
        .isEqualTo(new Content.Unsupported("too-large"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not an address", "file:///etc/passwd", "https://a@b.example/c"})
  void keepsTheWordsOfAPictureThatHasNoAddress(String address) {
    assertThat(content("\"type\":\"picture\",\"text\":\"Яма\",\"media\":\"" + address + "\""))
        .isEqualTo(new Content.Text("Яма"));
    assertThat(content("\"type\":\"picture\",\"text\":\"\",\"media\":\"" + address + "\""))
        .isEqualTo(new Content.Unsupported("other"));
  }

  @Test
  void readsAPlace() {
    assertThat(content("\"type\":\"location\",\"location\":{\"lat\":50.45,\"lon\":\"30.52\"}"))
        .isEqualTo(new Content.Location(50.45, 30.52, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "null",
        "{\"lat\":91,\"lon\":30}",
        "{\"lat\":50,\"lon\":181}",
        "{\"lat\":\"NaN\",\"lon\":30}",
        "{\"lat\":1e400,\"lon\":30}",
        "{\"lat\":\"here\",\"lon\":true}"
      })
  void readsNoPlaceThatIsNone(String location) {
    assertThat(content("\"type\":\"location\",\"location\":" + location))
        .isEqualTo(new Content.Unsupported("other"));
  }

  private static String contact(String card, boolean asked) {
    String tracking =
        asked
            ? Objects.requireNonNull(new ViberTracking(java.util.Map.of(), true, "").written())
            : "";
    return "\"type\":\"contact\",\"contact\":{"
        + card
        + "},\"tracking_data\":"
        + ViberJson.quoted(tracking);
  }

  /// What the button sends has no name: https://github.com/Viber/viber-bot-java/pull/4
  @Test
  void trustsANumberThatOurButtonAskedFor() {
    assertThat(content(contact("\"phone_number\":\"380441234567\"", true)))
        .isEqualTo(new Content.SharedContact("+380441234567", true));
    assertThat(content(contact("\"name\":\"\",\"phone_number\":380441234567", true)))
        .isEqualTo(new Content.SharedContact("+380441234567", true));
  }

  @Test
  void trustsNoOther() {
    String card = "\"name\":\"Сусід\",\"phone_number\":\"+380441234567\"";
    assertThat(content(contact(card, false)))
        .isEqualTo(new Content.SharedContact("+380441234567", false));
    assertThat(content(contact(card, true)))
        .isEqualTo(new Content.SharedContact("+380441234567", false));
    assertThat(content(contact("\"phone_number\":\"380441234567\"", false)))
        .isEqualTo(new Content.SharedContact("+380441234567", false));
  }

  /// A desktop has the button, and sends nothing.
  @Test
  void readsACardWithoutANumberAsUnsupported() {
    assertThat(content(contact("", true))).isEqualTo(new Content.Unsupported("other"));
    assertThat(content(contact("\"phone_number\":\"12\"", true)))
        .isEqualTo(new Content.Unsupported("other"));
  }

  @ParameterizedTest
  @CsvSource({"sticker,sticker", "audio,voice", "rich_media,other", "poll,other", "'',other"})
  void namesWhatItCannotRead(String type, String kind) {
    assertThat(content("\"type\":\"" + type + "\",\"sticker_id\":40129"))
        .isEqualTo(new Content.Unsupported(kind));
  }

  @Test
  void readsTheWordsOfAnUnknownType() {
    assertThat(content("\"type\":\"poem\",\"text\":\"Немає світла\""))
        .isEqualTo(new Content.Text("Немає світла"));
  }

  @Test
  void recognisesAPressedButtonByItsLabel() {
    String tracking = "{\"c\":{\"Так\":\"ok:1\",\"Ні\":\"edit:1\"}}";
    assertThat(((MessageArrived) update(ViberJson.answer("1", "Так", tracking))).content())
        .isEqualTo(new Content.Choice("ok:1", "Так"));
    assertThat(((MessageArrived) update(ViberJson.answer("1", "Мабуть", tracking))).content())
        .isEqualTo(new Content.Text("Мабуть"));
  }

  @Test
  void readsTheMenuAsCommandsAndHandsOnWhatTheDeepLinkBrought() {
    String tracking = "{\"c\":{\"Мої звернення\":\"/my\"},\"x\":\"flyer-7\"}";
    assertThat(
            ((MessageArrived) update(ViberJson.answer("1", "Мої звернення", tracking))).content())
        .isEqualTo(new Content.Command("my", "flyer-7"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "somebody else's", "{", "{}", "[1]", "{\"c\":[]}", "{\"c\":{\"Так\":7}}"})
  void takesAPressedButtonForATextWhereTheTrackingDataIsNotOurs(String tracking) {
    assertThat(((MessageArrived) update(ViberJson.answer("1", "Так", tracking))).content())
        .isEqualTo(new Content.Text("Так"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Subscriber", " viber user ", "", "  "})
  void doesNotTakeAPlaceholderForAName(String name) {
    String json = ViberJson.text("1", "а").replace("Олена Коваль", name);
    assertThat(((MessageArrived) update(json)).displayName()).isNull();
  }

  @Test
  void mendsHalfSurrogatePairs() {
    assertThat(content("\"type\":\"text\",\"text\":\"а\\ud83dб\\u0000\""))
        .isEqualTo(new Content.Text("а\uFFFDб"));
  }

  @Test
  void readsWhoCameAndWent() {
    assertThat(update(by("subscribed", "5", "")))
        .isEqualTo(
            new InboundUpdate.ContactReturned(
                ViberAdapter.VIBER, "5:subscribed:" + CITIZEN, OLENA, SENT));
    assertThat(update(about("unsubscribed", "6", "")))
        .isEqualTo(
            new InboundUpdate.ContactStopped(
                ViberAdapter.VIBER, "6:unsubscribed:" + CITIZEN, OLENA, SENT));
  }

  @ParameterizedTest
  @CsvSource({"delivered,DELIVERED", "seen,READ", "failed,FAILED"})
  void readsReceipts(String event, MessageStatus status) {
    assertThat(update(about(event, "4912661846655238145", ",\"desc\":\"no keyboard\"")))
        .isEqualTo(
            new InboundUpdate.DeliveryReported(
                ViberAdapter.VIBER,
                "4912661846655238145:" + event + ":" + CITIZEN,
                OLENA,
                SENT,
                "4912661846655238145",
                status,
                "no keyboard"));
  }

  @Test
  void readsTheDeliveryToASecondDeviceAsTheSameReport() {
    String first = about("delivered", "7", "");
    String second = first.replace("1790000000000", "1790000009000");
    assertThat(update(second).id()).isEqualTo(update(first).id());
  }

  @Test
  void subscribesNobodyWhoOnlyOpensTheConversation() {
    assertThat(meaning(by("conversation_started", "8", ",\"context\":\"k1\",\"subscribed\":false")))
        .isEqualTo(new ViberMapper.Meaning.Opened(false, "k1"));
    assertThat(meaning(by("conversation_started", "8", ",\"subscribed\":true")))
        .isEqualTo(new ViberMapper.Meaning.Opened(true, ""));
  }

  @Test
  void passesOverWhatItDoesNotKnow() {
    assertThat(meaning("{\"event\":\"webhook\",\"message_token\":1}"))
        .isEqualTo(new ViberMapper.Meaning.Passed("registered"));
    assertThat(meaning(by("client_status", "1", "")))
        .isEqualTo(new ViberMapper.Meaning.Passed("unknown"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"event\":\"message\"}",
        "{\"event\":\"message\",\"message_token\":1,\"sender\":{\"id\":\"a\"}}",
        "{\"event\":\"message\",\"message_token\":1,\"sender\":{},\"message\":{}}",
        "{\"event\":\"message\",\"message_token\":1.5,\"sender\":{\"id\":\"a\"},\"message\":{}}",
        "{\"event\":\"message\",\"message_token\":-1,\"sender\":{\"id\":\"a\"},\"message\":{}}",
        "{\"event\":\"delivered\",\"message_token\":1}",
        "{\"event\":\"seen\",\"user_id\":\"a\"}",
        "{\"event\":\"unsubscribed\",\"message_token\":1,\"user_id\":\"а б\"}"
      })
  void passesOverWhatLacksTheMostImportant(String json) {
    assertThat(meaning(json)).isEqualTo(new ViberMapper.Meaning.Passed("unreadable"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-5", "\"now\"", "1", "99999999999999", "9223372036854775807"})
  void takesTheTimeOfReceivingWhereViberGivesNoSensibleOne(String timestamp) {
    String json = ViberJson.text("1", "а").replace("1790000000000", timestamp);
    assertThat(update(json).at()).isEqualTo(ViberChannel.NOW);
  }
}
