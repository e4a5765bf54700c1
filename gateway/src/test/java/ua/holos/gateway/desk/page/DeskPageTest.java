package ua.holos.gateway.desk.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.DeskAnswer.Outcome;
import ua.holos.bot.conversation.Destination;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.Transfer;
import ua.holos.gateway.desk.DeskNews;
import ua.holos.gateway.desk.DeskRequests;

/// What operators see and do on the desk's page, and what they get when it can't be.
class DeskPageTest {
  private static final String TELEGRAM = "telegram:4711";

  @TempDir static Path folder;
  private static DeskStage stage;

  @BeforeAll
  static void start() {
    stage = DeskStage.start(folder);
  }

  @AfterAll
  static void stop() {
    stage.close();
  }

  @BeforeEach
  void clear() {
    stage.clear();
  }

  private static MockHttpServletResponse page(String path, String... params) throws Exception {
    return stage.perform(with(get(path), params));
  }

  private static MockHttpServletResponse press(String path, String... params) throws Exception {
    return stage.perform(
        with(post(path), params).param("conversation", TELEGRAM).param("request", "r-1"));
  }

  private static <B extends MockHttpServletRequestBuilder> B with(B request, String... params) {
    for (int i = 0; i < params.length; i += 2) {
      request.param(params[i], params[i + 1]);
    }
    return request;
  }

  private static String text(MockHttpServletResponse response) {
    return new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
  }

  @Test
  void theQueueShowsWhoWaitsAndWhatIsMine() throws Exception {
    stage.waiting(TELEGRAM, "Марія", "asked");
    stage.held("web:1", "Іван", DeskOnFakes.OLENA, null);
    stage.held("viber:a/b=", "Ганна", DeskOnFakes.OLEH, null);

    String queue = text(page("/desk"));

    assertThat(queue)
        .contains("Марія", "просить оператора", "Telegram", "Гаряча вода", "Взяти розмову: Марія")
        .contains("Мої розмови", "Іван", "чекає на відповідь")
        .contains("Ганна", "веде Олег Бондар", "viber:a/b%3D");
  }

  @Test
  void aClaimGoesIntoTheConversation() throws Exception {
    stage.waiting(TELEGRAM, "Марія", "asked");

    MockHttpServletResponse answer = press("/desk/claim");

    assertThat(answer.getStatus()).isEqualTo(200);
    assertThat(answer.getHeader("HX-Trigger")).contains("desk-done", "request");
    assertThat(stage.desk.asked)
        .singleElement()
        .isInstanceOfSatisfying(
            Event.ConversationClaimed.class,
            claim -> {
              assertThat(claim.request()).isEqualTo("r-1");
              assertThat(claim.operator()).isEqualTo(DeskOnFakes.OLENA.operator());
            });
  }

  @Test
  void whoeverComesSecondLearnsWhoHasIt() throws Exception {
    stage.desk.next = FakeDesk.answered(Outcome.HELD, DeskOnFakes.OLEH.operator());

    MockHttpServletResponse answer =
        stage.perform(
            multipart("/desk/reply")
                .param("conversation", TELEGRAM)
                .param("request", "r-1")
                .param("text", "Добрий день"));

    assertThat(answer.getStatus()).isEqualTo(409);
    assertThat(answer.getHeader("HX-Trigger")).isNull();
    assertThat(text(answer))
        .contains("Розмову веде Олег Бондар. Ваш текст залишився в полі.", "role=\"alert\"");
  }

  @Test
  void whatIsNotDecidedYetIsPending() throws Exception {
    stage.desk.next = new DeskRequests.Result.Pending();

    MockHttpServletResponse answer = press("/desk/note", "note", "передзвонити");

    assertThat(answer.getStatus()).isEqualTo(202);
    assertThat(text(answer)).contains("Прийнято, виконується");
    assertThat(answer.getHeader("HX-Trigger")).isEqualTo("desk-pending");
  }

  @Test
  void whatTheInboxCannotTakeIsNotDone() throws Exception {
    stage.desk.inboxAway = true;

    MockHttpServletResponse answer = press("/desk/claim");

    assertThat(answer.getStatus()).isEqualTo(503);
    assertThat(text(answer)).contains("Нічого не зроблено, набране збережено");
  }

  @ParameterizedTest
  @CsvSource({
    "/desk/release,to,bot,ConversationReleased",
    "/desk/release,to,queue,ConversationReleased",
    "/desk/close,forced,false,ConversationClosed",
    "/desk/note,note,слова,NoteWritten",
    "/desk/transfer,to,department:water,TransferOffered",
    "/desk/transfer,to,language:ENGLISH,TransferOffered",
    "/desk/accept,x,x,TransferAccepted",
    "/desk/decline,x,x,TransferDeclined",
    "/desk/take-back,x,x,TransferDeclined",
    "/desk/correct,category,Гаряча вода,ReadingCorrected"
  })
  void eachDoingIsAnEvent(String path, String name, String value, String event) throws Exception {
    MockHttpServletResponse answer = press(path, name, value);

    assertThat(answer.getStatus()).isEqualTo(200);
    assertThat(stage.desk.asked)
        .singleElement()
        .satisfies(one -> assertThat(one.getClass().getSimpleName()).isEqualTo(event));
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_HELD,зараз не у вас",
    "NO_TRANSFER,передачі вже немає",
    "NOT_FOR_YOU,запропоновано не вам",
    "NOT_WAITING,вже не чекає"
  })
  void eachRefusalIsSaidInWords(Outcome outcome, String words) throws Exception {
    stage.desk.next = FakeDesk.answered(outcome, null);

    MockHttpServletResponse answer = press("/desk/accept");

    assertThat(answer.getStatus()).isEqualTo(409);
    assertThat(text(answer)).contains(words);
  }

  @Test
  void whoeverHasNotTheRoleIsRefusedAndWrittenDown() throws Exception {
    for (String path : List.of("/desk/claim", "/desk/note", "/desk/close", "/desk/accept")) {
      stage.clear();
      stage.desk.signedIn = DeskOnFakes.AUDITOR;

      MockHttpServletResponse answer = press(path, "note", "слова");

      assertThat(answer.getStatus()).as(path).isEqualTo(403);
      assertThat(stage.desk.asked).as(path).isEmpty();
      assertThat(stage.desk.lines)
          .as(path)
          .singleElement()
          .satisfies(line -> {
            assertThat(line.action()).isEqualTo("refused");
            assertThat(line.conversation()).isEqualTo(TELEGRAM);
          });
    }
  }

  @Test
  void aConversationThatNeedsAnotherSkillCannotBeTaken() throws Exception {
    stage.waiting(TELEGRAM, "Марія", "asked");
    stage.desk.signedIn = DeskOnFakes.LIFTS;

    MockHttpServletResponse answer = press("/desk/claim");

    assertThat(answer.getStatus()).isEqualTo(403);
    assertThat(text(answer)).contains("потрібна інша навичка");
    assertThat(stage.desk.asked).isEmpty();
    assertThat(stage.desk.lines)
        .extracting("action", "detail")
        .containsExactly(tuple("refused", "skill"));
  }

  @Test
  void moreThanOneMayHoldIsRefused() throws Exception {
    for (int i = 0; i < 5; i++) {
      stage.held("web:" + i, "Іван", DeskOnFakes.OLENA, null);
    }
    stage.waiting(TELEGRAM, "Марія", "asked");

    MockHttpServletResponse answer = press("/desk/claim");

    assertThat(answer.getStatus()).isEqualTo(409);
    assertThat(text(answer)).contains("У вас уже 5 розмов");
  }

  @Test
  void aSupervisorAssignsAndClosesButDoesNotAnswer() throws Exception {
    stage.desk.signedIn = DeskOnFakes.IRYNA;
    stage.colleagues.beat(DeskOnFakes.OLEH.operator(), null, false);

    assertThat(press("/desk/assign", "operator", DeskOnFakes.OLEH.id().toString()).getStatus())
        .isEqualTo(200);
    assertThat(press("/desk/close", "forced", "true").getStatus()).isEqualTo(200);
    assertThat(press("/desk/claim").getStatus()).isEqualTo(403);
    assertThat(stage.desk.asked)
        .hasExactlyElementsOfTypes(
            Event.ConversationAssigned.class, Event.ConversationClosed.class);
  }

  @Test
  void markupOfCitizensIsText() throws Exception {
    String evil = "<script>alert(1)</script><img src=x onerror=alert(2)>";
    stage.held(TELEGRAM, evil, DeskOnFakes.OLENA, null);
    stage.said(TELEGRAM, 1, -1, "text", evil + " javascript:alert(3) https://kyiv.ua/a?b=1&c=2.");
    stage.file(TELEGRAM, 1, "media:abc", "\"><script>alert(4)</script>.png");

    String page = text(page("/desk", "conversation", TELEGRAM));

    assertThat(page)
        .doesNotContain("<script>alert", "<img src=x", "href=\"javascript:")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .contains("href=\"https://kyiv.ua/a?b=1&amp;c=2\"", "rel=\"noopener noreferrer nofollow\"");
  }

  @Test
  void aConversationIsShownWithAllThatIsKnown() throws Exception {
    stage.held(TELEGRAM, "Марія", DeskOnFakes.OLENA, "gas-104");
    stage.said(TELEGRAM, 1, -1, "text", "На Хрещатику 25 немає гарячої води");
    stage.said(TELEGRAM, 1, 0, "text", "Зрозуміла: гаряча вода");
    stage.said(TELEGRAM, 2, -1, "note", "дзвонив двічі", "Олег Бондар");
    stage.said(TELEGRAM, 3, -1, "desk", "conversation-released queue", "Олег Бондар");
    stage.said(TELEGRAM, 4, 0, "text", "Вітаю", "Олена Ткач");
    stage.failed(TELEGRAM, 4, 0, "gone");

    String page = text(page("/desk", "conversation", TELEGRAM));

    assertThat(page)
        .contains("Громадянин", "Бот", "дзвонив двічі", "нотатка: громадянин не бачить")
        .contains("повернено в чергу", "не доставлено", "заблокувала бота")
        .contains("Гаряча вода", "упевненість", "вулиця Хрещатик, 25", "телефонувати 104");
    assertThat(stage.desk.lines)
        .extracting(line -> line.action() + " " + line.conversation())
        .containsExactly("conversation-viewed telegram:4711");
    assertThat(text(page("/desk/why", "conversation", TELEGRAM))).contains("гарячої води");
  }

  @Test
  void whileSqlIsAwayNothingIsShownAndEverythingCanBeDone() throws Exception {
    stage.held("telegram:unseen", "Марія", DeskOnFakes.OLENA, null);
    stage.said("telegram:unseen", 1, -1, "text", "таємниця");
    stage.desk.sqlAway = true;

    MockHttpServletResponse opened = page("/desk", "conversation", "telegram:unseen");

    assertThat(opened.getStatus()).isEqualTo(200);
    assertThat(text(opened))
        .contains("Архів тимчасово недоступний", "id=\"reply-text\"", "Марія")
        .doesNotContain("таємниця");
    assertThat(page("/desk/messages", "conversation", "telegram:unseen").getStatus())
        .isEqualTo(503);
    assertThat(press("/desk/claim").getStatus()).isEqualTo(200);
    assertThat(press("/desk/reply", "text", "Вітаю").getStatus()).isEqualTo(200);
  }

  @Test
  void whileRedisIsAwayThePageSaysSo() throws Exception {
    stage.desk.redisAway = true;

    MockHttpServletResponse answer = page("/desk/queue");

    assertThat(answer.getStatus()).isEqualTo(503);
    assertThat(text(answer)).contains("Черга тимчасово недоступна");
  }

  @Test
  void aReplyTakesFilesAlong() throws Exception {
    MockHttpServletResponse answer =
        stage.perform(
            multipart("/desk/reply")
                .file(
                    new MockMultipartFile(
                        "files", "план.png", "image/png", new byte[] {(byte) 0x89, 1, 2}))
                .param("conversation", TELEGRAM)
                .param("request", "r-1")
                .param("text", "Ось план"));

    assertThat(answer.getStatus()).isEqualTo(200);
    assertThat(stage.desk.asked)
        .singleElement()
        .isInstanceOfSatisfying(
            Event.OperatorReplied.class,
            reply -> {
              assertThat(reply.text()).isEqualTo("Ось план");
              assertThat(reply.attachments()).extracting("fileName").containsExactly("план.png");
            });
  }

  @Test
  void aFileThatIsNotWhatItsNameSaysIsRefused() throws Exception {
    MockHttpServletResponse answer =
        stage.perform(
            multipart("/desk/reply")
                .file(
                    new MockMultipartFile(
                        "files",
                        "фото.jpg",
                        "image/jpeg",
                        "<html>".getBytes(StandardCharsets.UTF_8)))
                .param("conversation", TELEGRAM)
                .param("request", "r-1")
                .param("text", "Ось фото"));

    assertThat(answer.getStatus()).isEqualTo(422);
    assertThat(text(answer)).contains("Файл «фото.jpg» не те, чим названий");
    assertThat(stage.desk.asked).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'',Напишіть щось", "'Номер ⟦number⟧',⟦number⟧", "'Вітаю, {name}',{name}"})
  void anUnfinishedReplyIsNotSent(String text, String words) throws Exception {
    MockHttpServletResponse answer = press("/desk/reply", "text", text);

    assertThat(answer.getStatus()).isEqualTo(422);
    assertThat(text(answer)).contains(words);
    assertThat(stage.desk.asked).isEmpty();
  }

  @Test
  void aTransferIsOfferedToWhomItIsMeantFor() throws Exception {
    Transfer offer =
        new Transfer(
            "t-1",
            new Destination(
                Destination.Kind.OPERATOR,
                DeskOnFakes.OLENA.id().toString(),
                DeskOnFakes.OLENA.name()),
            "просить саме вас",
            Instant.now().plusSeconds(60));
    stage.offered(TELEGRAM, "Марія", DeskOnFakes.OLEH, offer);

    assertThat(text(page("/desk/queue")))
        .contains("Передають вам", "передає Олег Бондар", "просить саме вас", "Прийняти");
    stage.desk.signedIn = DeskOnFakes.LIFTS;
    assertThat(text(page("/desk/queue"))).doesNotContain("Передають вам");
    assertThat(press("/desk/accept").getStatus()).isEqualTo(403);
  }

  @Test
  void theFormOfAnAppealIsFilledInAndChecked() throws Exception {
    stage.held(TELEGRAM, "Марія", DeskOnFakes.OLENA, null);
    stage.said(TELEGRAM, 1, -1, "text", "На Хрещатику 25 немає гарячої води");

    assertThat(text(page("/desk/register", "conversation", TELEGRAM)))
        .contains("value=\"Гаряча вода\"", "value=\"вулиця Хрещатик\"", "value=\"25\"");

    MockHttpServletResponse wrong =
        press("/desk/register", "category", "Гаряча вода", "description", "Немає води");
    assertThat(wrong.getStatus()).isEqualTo(422);
    assertThat(text(wrong)).contains("потрібна вулиця", "потрібен будинок", "Немає води");

    MockHttpServletResponse right =
        press(
            "/desk/register",
            "category",
            "Гаряча вода",
            "description",
            "Немає води",
            "street",
            "вулиця Хрещатик",
            "house",
            "25",
            "details[entrance]",
            "2");
    assertThat(right.getStatus()).isEqualTo(200);
    assertThat(stage.desk.asked)
        .singleElement()
        .isInstanceOfSatisfying(
            Event.AppealRegistered.class,
            appeal -> {
              assertThat(appeal.category()).isEqualTo("hot-water");
              assertThat(appeal.street()).isNotNull();
              assertThat(appeal.house()).isEqualTo("25");
              assertThat(appeal.details()).hasSize(1);
            });
  }

  @Test
  void streetsAreFoundByWhatIsTyped() throws Exception {
    assertThat(text(page("/desk/streets", "street", "хрещ"))).contains("вулиця Хрещатик");
    assertThat(text(page("/desk/streets", "street", "Свердлова"))).contains("вулиця Прорізна");
  }

  @Test
  void cannedRepliesAreFilledInAndWhatIsMissingIsMarked() throws Exception {
    stage.held(TELEGRAM, "Марія", DeskOnFakes.OLENA, null);

    String found = text(page("/desk/canned", "conversation", TELEGRAM, "q", "віт"));

    assertThat(found).contains("Вітаю, Марія! Мене звати Олена Ткач");
    assertThat(text(page("/desk/canned", "conversation", TELEGRAM, "q", "зареєстровано")))
        .contains("⟦number⟧", "бракує");
  }

  @Test
  void operatorsKeepTheirOwnRepliesAndSupervisorsEverybodys() throws Exception {
    MockHttpServletResponse saved =
        stage.perform(
            with(
                post("/desk/replies/save"),
                "title",
                "Мій",
                "words",
                "Слова {name}",
                "shared",
                "true"));
    assertThat(saved.getStatus()).isEqualTo(302);
    assertThat(text(page("/desk/replies"))).contains("Слова {name}", "мій");
    assertThat(
            stage
                .perform(
                    with(post("/desk/replies/save"), "title", "Хибний", "words", "Слова {surname}"))
                .getStatus())
        .isEqualTo(422);
    stage.desk.signedIn = DeskOnFakes.OLEH;
    assertThat(text(page("/desk/replies"))).doesNotContain("Слова {name}");
    MockHttpServletResponse others =
        stage.perform(
            with(post("/desk/replies/delete"), "id", "5d1c0001-0000-4000-8000-000000000001"));
    assertThat(others.getStatus()).isEqualTo(403);
  }

  @Test
  void olderMessagesComePageByPage() throws Exception {
    stage.held(TELEGRAM, "Марія", DeskOnFakes.OLENA, null);
    for (int turn = 1; turn <= 120; turn++) {
      stage.said(TELEGRAM, turn, -1, "text", "слово-" + turn + "-");
    }

    String last = text(page("/desk/messages", "conversation", TELEGRAM));
    assertThat(last)
        .contains("слово-120-", "слово-21-", "data-before=\"21.-1\"")
        .doesNotContain("слово-20-");
    String first = text(page("/desk/messages", "conversation", TELEGRAM, "before", "21.-1"));
    assertThat(first).contains("слово-20-", "слово-1-").doesNotContain("слово-21-", "data-before");
  }

  @Test
  void aCitizenSeesThatWhoeverHoldsTheConversationTypes() throws Exception {
    stage.held(TELEGRAM, "Марія", DeskOnFakes.OLENA, null);

    press("/desk/presence", "typing", "true");
    stage.desk.signedIn = DeskOnFakes.OLEH;
    press("/desk/presence", "typing", "true");

    assertThat(stage.typed).containsExactly(TELEGRAM);
    stage.desk.signedIn = DeskOnFakes.OLENA;
    assertThat(text(page("/desk/colleagues", "conversation", TELEGRAM)))
        .contains("Олег Бондар пише в цій розмові");
  }

  @Test
  void newsComesOverTheLine() throws Exception {
    HttpResponse<Stream<String>> line =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(stage.root() + "/desk/events")).build(),
                HttpResponse.BodyHandlers.ofLines());
    assertThat(line.headers().firstValue("Content-Type").orElse("")).contains("event-stream");
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !stage.desk.followers.isEmpty());
    stage.desk.tell(
        new DeskNews.Change(DeskNews.Kind.CONVERSATION, new ConversationId("viber:a/b=")));

    try (Stream<String> lines = line.body()) {
      assertThat(lines.filter(one -> !one.isEmpty()).limit(4))
          .containsExactly("event:all", "data:-", "event:conversation", "data:viber:a/b=");
    }
  }

  @Test
  void thePageIsThereInEnglishToo() throws Exception {
    stage.waiting(TELEGRAM, "Марія", "distress");

    String page = text(page("/desk", "lang", "en", "conversation", TELEGRAM));

    assertThat(page).contains("Take this conversation", "Lifeline 7333").doesNotContain("??desk.");
    assertThat(text(page("/desk", "lang", "uk", "conversation", TELEGRAM)))
        .contains("Лайфлайн 7333")
        .doesNotContain("??desk.");
  }
}
