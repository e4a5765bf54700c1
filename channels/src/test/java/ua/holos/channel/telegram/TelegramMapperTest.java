package ua.holos.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static ua.holos.channel.telegram.TelegramJson.chat;
import static ua.holos.channel.telegram.TelegramJson.edited;
import static ua.holos.channel.telegram.TelegramJson.from;
import static ua.holos.channel.telegram.TelegramJson.message;
import static ua.holos.channel.telegram.TelegramJson.text;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ua.holos.bot.channel.InboundUpdate;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.Content;
import ua.holos.channel.telegram.TelegramMapper.Meaning;

class TelegramMapperTest {
  private static final Instant RECEIVED = Instant.parse("2026-11-22T10:00:00Z");
  private static final Instant WRITTEN = Instant.ofEpochSecond(1_790_000_000);
  private static final ContactUrn OLENA = new ContactUrn("telegram", "5000000777");

  private final TelegramUpdateReader reader = new TelegramUpdateReader();

  private Meaning meaning(String json) {
    var read = reader.read(json.getBytes(StandardCharsets.UTF_8));
    assertThat(read).isInstanceOf(TelegramUpdateReader.Read.Good.class);
    var good = (TelegramUpdateReader.Read.Good) read;
    return TelegramMapper.map(good.update(), good.kind(), RECEIVED);
  }

  private InboundUpdate update(String json) {
    return ((Meaning.Relevant) meaning(json)).update();
  }

  private Content content(String json) {
    return ((InboundUpdate.MessageArrived) update(json)).content();
  }

  private String passed(String json) {
    return ((Meaning.Passed) meaning(json)).reason();
  }

  @Test
  void readsAText() {
    assertThat(update(text(123, "На Хрещатику 25 немає води")))
        .isEqualTo(
            new InboundUpdate.MessageArrived(
                TelegramAdapter.TELEGRAM,
                "123",
                OLENA,
                WRITTEN,
                new Content.Text("На Хрещатику 25 немає води"),
                "900",
                "Олена Коваль"));
  }

  @ParameterizedTest
  @CsvSource({
    "/start,start,''",
    "/start abc-DEF_1,start,abc-DEF_1",
    "/cancel@misto_bot,cancel,''",
    "/My@misto_bot  5-12034 ,my,5-12034"
  })
  void readsCommands(String written, String name, String argument) {
    assertThat(content(text(1, written))).isEqualTo(new Content.Command(name, argument));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/12 корпус", "// так", "/довідка", "будинок 5/7", "/a-b"})
  void leavesTextWithASlashAsText(String written) {
    assertThat(content(text(1, written))).isEqualTo(new Content.Text(written));
  }

  @Test
  void repairsTextThatCannotBeStored() {
    assertThat(content(text(1, "а\\u0000б\\ud83d"))).isEqualTo(new Content.Text("аб\uFFFD"));
  }

  @Test
  void readsAButtonWithItsLabel() {
    String json =
        """
        {"update_id":7,"callback_query":{"id":"777001","from":%s,"chat_instance":"1","data":"category:heating",
        "message":{"message_id":901,"date":1790000000,"chat":%s,"text":"Що саме?",
        "reply_markup":{"inline_keyboard":[[{"text":"Вода","callback_data":"category:water"}],
        [{"text":"Опалення","callback_data":"category:heating"}]]}}}}\
        """
            .formatted(from(), chat());
    assertThat(meaning(json))
        .isEqualTo(
            new Meaning.Relevant(
                new InboundUpdate.MessageArrived(
                    TelegramAdapter.TELEGRAM,
                    "7",
                    OLENA,
                    RECEIVED,
                    new Content.Choice("category:heating", "Опалення"),
                    "901",
                    "Олена Коваль"),
                "777001"));
  }

  @Test
  void readsAButtonOfAMessageThatTelegramNoLongerShows() {
    String json =
        """
        {"update_id":7,"callback_query":{"id":"777001","from":%s,"chat_instance":"1","data":"confirm",
        "message":{"message_id":901,"date":0,"chat":%s}}}\
        """
            .formatted(from(), chat());
    assertThat(content(json)).isEqualTo(new Content.Choice("confirm", ""));
  }

  @Test
  void readsAnEditedMessage() {
    assertThat(update(edited(8, "\"edit_date\":1790000060,\"text\":\"ні, будинок 27\"")))
        .isEqualTo(
            new InboundUpdate.MessageEdited(
                TelegramAdapter.TELEGRAM,
                "8",
                OLENA,
                Instant.ofEpochSecond(1_790_000_060),
                new Content.Text("ні, будинок 27"),
                "900"));
  }

  @Test
  void takesTheLargestSizeOfAPhoto() {
    assertThat(
            content(
                message(
                    9,
                    """
                    "caption":"Ось яма","media_group_id":"album-1","photo":[
                    {"file_id":"small","file_unique_id":"a","width":90,"height":67,"file_size":1200},
                    {"file_id":"large","file_unique_id":"c","width":1280,"height":960,"file_size":180000},
                    {"file_id":"middle","file_unique_id":"b","width":320,"height":240,"file_size":20000}]\
                    """)))
        .isEqualTo(
            new Content.Media(
                List.of(
                    new Attachment(
                        Attachment.Kind.PHOTO, "telegram:large", "image/jpeg", "", 180_000)),
                "Ось яма",
                "album-1"));
  }

  @Test
  void readsADocumentAndTakesAPictureSentAsAFileForAPhoto() {
    assertThat(
            content(
                message(
                    10,
                    """
                    "document":{"file_id":"d1","file_unique_id":"u","file_name":"лист.pdf",
                    "mime_type":"application/pdf","file_size":5000}\
                    """)))
        .isEqualTo(
            new Content.Media(
                List.of(
                    new Attachment(
                        Attachment.Kind.DOCUMENT,
                        "telegram:d1",
                        "application/pdf",
                        "лист.pdf",
                        5000)),
                "",
                null));
    assertThat(
            content(
                message(
                    11,
                    """
                    "document":{"file_id":"d2","file_unique_id":"u","file_name":"IMG.HEIC",
                    "mime_type":"image/heic","file_size":5000}\
                    """)))
        .isInstanceOfSatisfying(
            Content.Media.class,
            media ->
                assertThat(media.attachments().getFirst().kind()).isEqualTo(Attachment.Kind.PHOTO));
  }

  @Test
  void refusesAFileThatTelegramWouldNotGive() {
    String video =
        "\"video\":{\"file_id\":\"v\",\"file_unique_id\":\"u\",\"width\":1,\"height\":1,"
            + "\"duration\":1,\"mime_type\":\"video/mp4\",\"file_size\":%d}";
    assertThat(content(message(12, video.formatted(20 * 1024 * 1024 + 1))))
        .isEqualTo(new Content.Unsupported("too-large"));
    assertThat(content(message(13, video.formatted(20 * 1024 * 1024))))
        .isInstanceOf(Content.Media.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "voice|'\"voice\":{\"file_id\":\"v\",\"file_unique_id\":\"u\",\"duration\":3}'",
        "video-note|'\"video_note\":{\"file_id\":\"v\",\"file_unique_id\":\"u\",\"length\":9,\"duration\":3}'",
        "sticker|'\"sticker\":{\"file_id\":\"s\",\"file_unique_id\":\"u\",\"type\":\"regular\",\"width\":1,\"height\":1,\"is_animated\":false,\"is_video\":false}'",
        "other|'\"poll\":{\"id\":\"1\"}'",
        "other|'\"something_of_next_year\":{\"a\":[1]}'"
      })
  void namesWhatItCannotRead(String kind, String fields) {
    assertThat(content(message(14, fields))).isEqualTo(new Content.Unsupported(kind));
  }

  @Test
  void losesNoMessageOverSomethingElseInItThatIsNewerThanTheLibrary() {
    assertThat(
            content(
                message(
                    15,
                    """
                    "text":"Немає світла","forward_origin":"new form","external_reply":[1],
                    "paid_media":7,"entities":"none","gift":{"gift":[]},"reply_to_message":5\
                    """)))
        .isEqualTo(new Content.Text("Немає світла"));
  }

  @Test
  void vouchesOnlyForTheSendersOwnNumber() {
    String card = "\"contact\":{\"phone_number\":\"380441234567\",\"first_name\":\"О\"%s}";
    assertThat(content(message(16, card.formatted(",\"user_id\":5000000777"))))
        .isEqualTo(new Content.SharedContact("+380441234567", true, true));
    assertThat(content(message(17, card.formatted(",\"user_id\":12"))))
        .isEqualTo(new Content.SharedContact("+380441234567", false));
    assertThat(content(message(18, card.formatted(""))))
        .isEqualTo(new Content.SharedContact("+380441234567", false));
  }

  @Test
  void readsALocationButNotTheStepsOfALiveOne() {
    String point = "\"location\":{\"latitude\":50.447,\"longitude\":30.522%s}";
    assertThat(content(message(19, point.formatted(",\"horizontal_accuracy\":15.5"))))
        .isEqualTo(new Content.Location(50.447, 30.522, 15.5));
    assertThat(content(message(20, point.formatted(",\"live_period\":900"))))
        .isEqualTo(new Content.Location(50.447, 30.522, 0));
    assertThat(passed(edited(21, "\"edit_date\":1790000060," + point.formatted(""))))
        .isEqualTo("live-location");
  }

  @ParameterizedTest
  @CsvSource({"kicked", "member"})
  void noticesBlockingAndUnblocking(String status) {
    String json =
        """
        {"update_id":22,"my_chat_member":{"chat":%s,"from":%s,"date":1790000000,
        "old_chat_member":{"user":{"id":42,"is_bot":true,"first_name":"Б"},"status":"member"},
        "new_chat_member":{"user":{"id":42,"is_bot":true,"first_name":"Б"},"status":"%s","until_date":0}}}\
        """
            .formatted(chat(), from(), status);
    assertThat(update(json))
        .isEqualTo(
            status.equals("kicked")
                ? new InboundUpdate.ContactStopped(TelegramAdapter.TELEGRAM, "22", OLENA, WRITTEN)
                : new InboundUpdate.ContactReturned(
                    TelegramAdapter.TELEGRAM, "22", OLENA, WRITTEN));
  }

  @Test
  void staysOutOfGroups() {
    String json =
        """
        {"update_id":23,"message":{"message_id":1,"from":%s,"date":1790000000,"text":"привіт",
        "chat":{"id":-100123,"title":"Наш будинок","type":"supergroup"}}}\
        """
            .formatted(from());
    assertThat(passed(json)).isEqualTo("group");
  }

  @Test
  void passesOverServiceMessagesAndOtherKindsByName() {
    assertThat(
            passed(
                message(
                    24,
                    "\"pinned_message\":{\"message_id\":1,\"date\":0,\"chat\":" + chat() + "}")))
        .isEqualTo("service");
    assertThat(passed("{\"update_id\":25,\"poll_answer\":{\"poll_id\":\"1\"}}"))
        .isEqualTo("poll_answer");
    assertThat(passed("{\"update_id\":26,\"kind_of_next_year\":{}}")).isEqualTo("unknown");
  }
}
