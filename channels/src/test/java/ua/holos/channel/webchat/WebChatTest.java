package ua.holos.channel.webchat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.json.JsonMapper;
import ua.holos.bot.channel.InboundSink;
import ua.holos.bot.channel.InboundUpdate;
import ua.holos.bot.channel.InboundUpdate.MessageArrived;
import ua.holos.bot.channel.InboxUnavailableException;
import ua.holos.bot.channel.SendOutcome;
import ua.holos.bot.conversation.Wording;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.Content;
import ua.holos.bot.message.OutboundMessage;
import ua.holos.bot.message.Priority;
import ua.holos.bot.message.QuickReply;
import ua.holos.bot.message.Reply;

class WebChatTest {

  private static final String TOKEN = "Zm9yLXRlc3RzLW9ubHktMTIz";
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final List<InboundUpdate> received = new ArrayList<>();
  private final RememberedHistory history = new RememberedHistory();
  private final ChatStreams streams = new ChatStreams(history);
  private boolean inboxDown;

  private final InboundSink inbox =
      update -> {
        if (inboxDown) {
          throw new InboxUnavailableException("down", new IllegalStateException("refused"));
        }
        received.add(update);
        return InboundSink.Acceptance.APPENDED;
      };

  private final ChatUploads uploads =
      new ChatUploads() {
        @Override
        public Attachment keep(InputStream bytes, String fileName) {
          if (fileName.endsWith(".exe")) {
            throw new UnacceptableFileException("not taken");
          }
          if (fileName.equals("page.jpg")) {
            throw new UnacceptableFileException("called jpg, but is HTML", true);
          }
          return new Attachment(Attachment.Kind.PHOTO, "media:1", "image/png", fileName, 3);
        }

        @Override
        public String address(Attachment attachment) {
          return "/media/1";
        }
      };

  private final WebChatAdapter adapter = new WebChatAdapter(history, uploads, () -> NOW);
  private final List<ContactUrn> typing = new CopyOnWriteArrayList<>();

  private final Wording wording =
      new Wording() {
        @Override
        public String say(String key, Map<String, ?> arguments) {
          return "[" + key + "]";
        }
      };

  private final MockMvc mvc =
      MockMvcBuilders.standaloneSetup(
              new WebChatController(
                  inbox,
                  history,
                  uploads,
                  streams,
                  new MessagePace(5, () -> NOW),
                  new TypingBeats(typing::add, () -> NOW),
                  wording,
                  () -> NOW),
              new WebChatPages(new WebChatSettings(true, List.of("https://city.example"), 5)))
          .build();

  @AfterEach
  void closeStreams() {
    streams.close();
  }

  @Test
  void aMessageEntersTheInboxOnceUnderItsOwnIdAndIsShown() throws Exception {
    mvc.perform(message("{\"id\":\"abcdefgh1\",\"text\":\"Немає води\"}"))
        .andExpect(status().isAccepted());

    MessageArrived update = (MessageArrived) received.getFirst();
    assertThat(update.content()).isEqualTo(new Content.Text("Немає води"));
    assertThat(update.contact().scheme()).isEqualTo("web");
    assertThat(update.id()).isEqualTo(update.contact().path() + ":abcdefgh1");
    assertThat(shown(update.contact())).containsExactly("CITIZEN: Немає води");
  }

  @Test
  void theSameMessageSentAgainIsShownOnce() throws Exception {
    mvc.perform(message("{\"id\":\"abcdefgh1\",\"text\":\"Немає води\"}"));
    mvc.perform(message("{\"id\":\"abcdefgh1\",\"text\":\"Немає води\"}"));

    assertThat(received).extracting(InboundUpdate::id).containsOnly(received.getFirst().id());
    assertThat(shown(received.getFirst().contact())).hasSize(1);
  }

  @Test
  void theSecretOfTheBrowserIsNotInTheContact() throws Exception {
    mvc.perform(message("{\"id\":\"abcdefgh1\",\"text\":\"Добрий день\"}"));

    assertThat(received.getFirst().contact().toString()).doesNotContain(TOKEN);
  }

  @Test
  void aPressedButtonIsAChoiceAndIsShownByItsLabel() throws Exception {
    mvc.perform(message("{\"id\":\"abcdefgh2\",\"payload\":\"confirm:1\",\"label\":\"Так\"}"))
        .andExpect(status().isAccepted());

    assertThat(((MessageArrived) received.getFirst()).content())
        .isEqualTo(new Content.Choice("confirm:1", "Так"));
    assertThat(shown(received.getFirst().contact())).containsExactly("CITIZEN: Так");
  }

  @Test
  void aSlashStartsACommand() throws Exception {
    mvc.perform(message("{\"id\":\"abcdefgh3\",\"text\":\"/my 6-000123\"}"));

    assertThat(((MessageArrived) received.getFirst()).content())
        .isEqualTo(new Content.Command("my", "6-000123"));
  }

  @Test
  void aLocationOutsideTheEarthIsRefused() throws Exception {
    mvc.perform(message("{\"id\":\"abcdefgh4\",\"latitude\":50.45,\"longitude\":30.52}"))
        .andExpect(status().isAccepted());
    mvc.perform(message("{\"id\":\"abcdefgh5\",\"latitude\":150.45,\"longitude\":30.52}"))
        .andExpect(status().isBadRequest());

    assertThat(received).hasSize(1);
  }

  @Test
  void withoutATokenNothingIsStored() throws Exception {
    mvc.perform(
            post("/chat/messages")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"id\":\"abcdefgh1\",\"text\":\"Немає води\"}"))
        .andExpect(status().isUnauthorized());
    mvc.perform(get("/chat/events")).andExpect(status().isUnauthorized());

    assertThat(received).isEmpty();
  }

  @Test
  void aGuessableTokenIsRefused() throws Exception {
    mvc.perform(get("/chat/events").header("Authorization", "Bearer short"))
        .andExpect(status().isUnauthorized());
  }

  @Test
  void unreadableMessagesAreAnsweredWithWords() throws Exception {
    mvc.perform(message("{\"text\":\"без номера\"}"))
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("$.problem").value("[webchat.refused.unreadable]"));
    mvc.perform(message("{\"id\":\"abcdefgh1\",\"text\":\"" + "а".repeat(20_001) + "\"}"))
        .andExpect(status().isContentTooLarge())
        .andExpect(jsonPath("$.problem").value("[webchat.refused.long]"));
    mvc.perform(message("{\"id\":")).andExpect(status().isBadRequest());

    assertThat(received).isEmpty();
  }

  @Test
  void aBrowserThatWritesTooFastIsAskedToWait() throws Exception {
    for (int i = 0; i < 5; i++) {
      mvc.perform(message("{\"id\":\"abcdefgh" + i + "\",\"text\":\"а\"}"))
          .andExpect(status().isAccepted());
    }
    mvc.perform(message("{\"id\":\"abcdefgh6\",\"text\":\"а\"}"))
        .andExpect(status().isTooManyRequests())
        .andExpect(jsonPath("$.problem").value("[webchat.refused.pace]"));
  }

  @Test
  void whileTheInboxIsDownThePageIsToldToTryAgain() throws Exception {
    inboxDown = true;
    mvc.perform(message("{\"id\":\"abcdefgh1\",\"text\":\"Немає води\"}"))
        .andExpect(status().isServiceUnavailable())
        .andExpect(header().string("Retry-After", "2"));
  }

  @Test
  void aPhotoBecomesAnAttachmentWithItsCaption() throws Exception {
    mvc.perform(
            multipart("/chat/files")
                .file(new MockMultipartFile("file", "яма.png", "image/png", new byte[] {1, 2, 3}))
                .param("id", "abcdefgh1")
                .param("text", "Яма на дорозі")
                .header("Authorization", "Bearer " + TOKEN))
        .andExpect(status().isAccepted());

    Content.Media media = (Content.Media) ((MessageArrived) received.getFirst()).content();
    assertThat(media.caption()).isEqualTo("Яма на дорозі");
    assertThat(media.attachments()).extracting(Attachment::reference).containsExactly("media:1");
  }

  @Test
  void aFileThatIsNotTakenIsAnsweredWithWords() throws Exception {
    mvc.perform(
            multipart("/chat/files")
                .file(new MockMultipartFile("file", "a.exe", "image/png", new byte[] {1}))
                .param("id", "abcdefgh1")
                .header("Authorization", "Bearer " + TOKEN))
        .andExpect(status().isUnprocessableContent())
        .andExpect(jsonPath("$.problem").value("[webchat.refused.file]"));
  }

  @Test
  void anOpenPageSeesWhatWasSaidAndWhatIsSaidLater() throws Exception {
    mvc.perform(message("{\"id\":\"abcdefgh1\",\"text\":\"Немає води\"}"));
    ContactUrn contact = received.getFirst().contact();
    MvcResult page =
        mvc.perform(get("/chat/events").header("Authorization", "Bearer " + TOKEN)).andReturn();
    adapter.send(reply(contact, "web:1:0", "Де саме?"));

    await()
        .untilAsserted(() ->
            assertThat(page.getResponse().getContentAsString(UTF_8))
                .contains("Немає води")
                .contains("Де саме?"));
  }

  @Test
  void aPageThatComesBackGetsOnlyWhatItHasNotSeen() throws Exception {
    mvc.perform(message("{\"id\":\"abcdefgh1\",\"text\":\"Немає води\"}"));
    ContactUrn contact = received.getFirst().contact();
    adapter.send(reply(contact, "web:1:0", "Де саме?"));
    MvcResult page =
        mvc.perform(
                get("/chat/events")
                    .header("Authorization", "Bearer " + TOKEN)
                    .header("Last-Event-ID", "1"))
            .andReturn();

    await()
        .untilAsserted(() ->
            assertThat(page.getResponse().getContentAsString(UTF_8))
                .contains("Де саме?")
                .doesNotContain("Немає води"));
  }

  @Test
  void aMessageThatIsSentTwiceIsShownOnce() {
    ContactUrn contact = new ContactUrn("web", "9f");
    assertThat(adapter.send(reply(contact, "web:9f:1:0", "Дякуємо")))
        .isInstanceOf(SendOutcome.Accepted.class);
    adapter.send(reply(contact, "web:9f:1:0", "Дякуємо"));

    assertThat(shown(contact)).containsExactly("BOT: Дякуємо");
  }

  @Test
  void aFileThatIsNotWhatItsNameSaysIsAnsweredWithWordsOfItsOwn() throws Exception {
    mvc.perform(
            multipart("/chat/files")
                .file(new MockMultipartFile("file", "page.jpg", "image/jpeg", new byte[] {1}))
                .param("id", "abcdefgh1")
                .header("Authorization", "Bearer " + TOKEN))
        .andExpect(status().isUnprocessableContent())
        .andExpect(jsonPath("$.problem").value("[webchat.refused.disguised]"));
    assertThat(received).isEmpty();
  }

  @Test
  void anOperatorIsNamedAndTheirFilesAreThere() {
    ContactUrn contact = new ContactUrn("web", "9f");
    Attachment plan =
        new Attachment(Attachment.Kind.DOCUMENT, "media:1", "application/pdf", "план.pdf", 9);
    adapter.send(
        new OutboundMessage("web:9f:1:0", contact, Reply.of("Олена", "Ось план", List.of(plan))));

    ChatLine line = history.of(contact).getFirst();
    assertThat(line.author()).isEqualTo(ChatLine.Author.OPERATOR);
    assertThat(line.name()).isEqualTo("Олена");
    assertThat(line.attachments())
        .containsExactly(new ChatFile("/media/1", "план.pdf", Attachment.Kind.DOCUMENT));
  }

  @Test
  void whatAnOlderVersionKeptCanBeRead() throws Exception {
    String kept =
        """
        {"key":"in:1","author":"CITIZEN","text":"Яма","rows":[],"attachments":["/media/7"],\
        "at":"2026-11-22T10:00:00Z"}\
        """;
    ChatLine line = new JsonMapper().readValue(kept, ChatLine.class);

    assertThat(line.attachments())
        .containsExactly(new ChatFile("/media/7", "", Attachment.Kind.PHOTO));
    assertThat(line.name()).isNull();
    assertThat(
            new JsonMapper().readValue(new JsonMapper().writeValueAsString(line), ChatLine.class))
        .isEqualTo(line);
  }

  @Test
  void anOpenPageSeesThatAnOperatorTypesAndItsPlaceStays() throws Exception {
    mvc.perform(message("{\"id\":\"abcdefgh1\",\"text\":\"Немає води\"}"));
    ContactUrn contact = received.getFirst().contact();
    MvcResult page =
        mvc.perform(get("/chat/events").header("Authorization", "Bearer " + TOKEN)).andReturn();
    adapter.typing(contact, "Олена");

    await()
        .untilAsserted(() ->
            assertThat(page.getResponse().getContentAsString(UTF_8))
                .containsPattern("event:typing\ndata:\\{\"name\":\"Олена\"}\n\n")
                .contains("Немає води"));
    assertThat(shown(contact)).containsExactly("CITIZEN: Немає води");
  }

  @Test
  void whoTypesIsToldToTheListenerAndNotTooOften() throws Exception {
    for (int i = 0; i < 30; i++) {
      mvc.perform(post("/chat/typing").header("Authorization", "Bearer " + TOKEN))
          .andExpect(status().isNoContent());
    }
    await().untilAsserted(() -> assertThat(typing).hasSize(20));
    assertThat(typing).containsOnly(new ChatToken(TOKEN).contact());
    assertThat(received).isEmpty();
    mvc.perform(message("{\"id\":\"abcdefgh1\",\"text\":\"Немає води\"}"))
        .andExpect(status().isAccepted());
  }

  @Test
  void typingWithoutATokenIsRefused() throws Exception {
    mvc.perform(post("/chat/typing")).andExpect(status().isUnauthorized());
    assertThat(typing).isEmpty();
  }

  @Test
  void onlyNamedSitesMayEmbedTheChat() throws Exception {
    String policy =
        mvc.perform(get("/chat"))
            .andExpect(status().isOk())
            .andReturn()
            .getResponse()
            .getHeader("Content-Security-Policy");

    assertThat(policy)
        .contains("frame-ancestors 'self' https://city.example")
        .contains("default-src 'self'");
  }

  private MockHttpServletRequestBuilder message(String json) {
    return post("/chat/messages")
        .contentType(MediaType.APPLICATION_JSON)
        .header("Authorization", "Bearer " + TOKEN)
        .content(json);
  }

  private static OutboundMessage reply(ContactUrn to, String key, String text) {
    return new OutboundMessage(
        key, to, new Reply(text, List.of(List.of(QuickReply.of("a", "Так"))), Priority.REPLY));
  }

  private List<String> shown(ContactUrn contact) {
    return history.after(contact, "").stream()
        .map(entry -> entry.line().author() + ": " + entry.line().text())
        .toList();
  }
}
