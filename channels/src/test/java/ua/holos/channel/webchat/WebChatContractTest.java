package ua.holos.channel.webchat;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.io.InputStream;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import ua.holos.bot.channel.ChannelAdapter;
import ua.holos.bot.conversation.Wording;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.QuickReply;
import ua.holos.channel.support.ChannelContractTest;
import ua.holos.channel.support.RecordingSink;
import ua.holos.channel.support.RememberedFiles;

/// The web chat keeps what every channel keeps. Its platform is the history and the browser that
/// reads it, so there is nobody to throttle or to refuse.
class WebChatContractTest extends ChannelContractTest {
  private static final String TOKEN = "Zm9yLXRlc3RzLW9ubHktMTIz";

  private final RecordingSink sink = new RecordingSink();
  private final RememberedFiles files = new RememberedFiles();
  private final RememberedHistory history = new RememberedHistory();
  private final ChatStreams streams = new ChatStreams(history);
  private Instant now = Instant.EPOCH;
  private final ChatUploads noUploads =
      new ChatUploads() {
        @Override
        public Attachment keep(InputStream bytes, String fileName) {
          throw new UnacceptableFileException("not taken");
        }

        @Override
        public String address(Attachment attachment) {
          return "/media/" + RememberedFiles.id(attachment);
        }
      };

  private final WebChatAdapter adapter = new WebChatAdapter(history, noUploads, () -> now);

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
                  sink,
                  history,
                  noUploads,
                  streams,
                  new MessagePace(1000, () -> now),
                  new TypingBeats(_ -> {}, () -> now),
                  wording,
                  () -> now))
          .build();

  @AfterEach
  void closeStreams() {
    streams.close();
  }

  @Override
  protected ChannelAdapter adapter() {
    return adapter;
  }

  /// They are in the store that the page takes them from.
  @Override
  protected RememberedFiles files() {
    return files;
  }

  @Override
  protected RecordingSink sink() {
    return sink;
  }

  @Override
  protected ContactUrn somebody() {
    return new ChatToken(TOKEN).contact();
  }

  @Override
  protected boolean arrives(String id, Instant at, String text) {
    now = at;
    return writes(id, text, "Bearer " + TOKEN);
  }

  /// The door is open to everybody with a token of their own; without one there is no chat.
  @Override
  protected Optional<Boolean> forged() {
    return Optional.of(writes("17", "Немає води", "Bearer short"));
  }

  private boolean writes(String id, String text, String authorization) {
    try {
      return mvc.perform(
                  post("/chat/messages")
                      .header("Authorization", authorization)
                      .contentType(MediaType.APPLICATION_JSON)
                      .content("{\"id\":\"message-%s\",\"text\":\"%s\"}".formatted(id, text)))
              .andReturn()
              .getResponse()
              .getStatus()
          == 202;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected Set<Platform> possible() {
    return EnumSet.of(Platform.ACCEPTS, Platform.FAILS);
  }

  @Override
  protected void platform(Platform behaviour) {
    history.down(behaviour == Platform.FAILS);
  }

  @Override
  protected List<Sent> sent() {
    return history.of(somebody()).stream()
        .filter(line -> line.author() != ChatLine.Author.CITIZEN)
        .map(line ->
            new Sent(
                somebody().path(),
                line.text(),
                line.rows().stream().flatMap(List::stream).map(QuickReply::label).toList(),
                line.attachments().stream()
                    .map(file -> RememberedFiles.idIn(file.address()))
                    .toList()))
        .toList();
  }
}
