package ua.holos.gateway.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import ua.holos.bot.channel.AttachmentSource;
import ua.holos.bot.channel.ChannelAdapter;
import ua.holos.bot.channel.InboundSink;
import ua.holos.bot.channel.InboundUpdate;
import ua.holos.bot.channel.InboxUnavailableException;
import ua.holos.bot.channel.SendOutcome;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.Content;
import ua.holos.bot.message.OutboundMessage;
import ua.holos.bot.message.Priority;
import ua.holos.bot.message.QuickReply;
import ua.holos.bot.message.Reply;

/// The Telegram channel as the application starts it, against the simulator.
class TelegramSimulatorTest {
  private static final long OLENA = 777;
  private static final ContactUrn CONTACT = new ContactUrn("telegram", "777");

  private @Nullable ConfigurableApplicationContext application;

  /// An inbox that can be closed.
  static final class Inbox implements InboundSink {
    final List<InboundUpdate> updates = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    int refusals;

    @Override
    public synchronized Acceptance accept(InboundUpdate update) {
      if (refusals > 0) {
        refusals--;
        throw new InboxUnavailableException("closed", new IOException());
      }
      if (!ids.add(update.id())) {
        return Acceptance.DUPLICATE;
      }
      updates.add(update);
      return Acceptance.APPENDED;
    }

    synchronized List<String> texts() {
      return updates.stream()
          .filter(InboundUpdate.MessageArrived.class::isInstance)
          .map(update -> ((InboundUpdate.MessageArrived) update).content())
          .map(content -> content instanceof Content.Text(String text) ? text : content.toString())
          .toList();
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class
  })
  @ComponentScan(
      basePackages = "ua.holos.channel.telegram",
      useDefaultFilters = false,
      includeFilters =
          @ComponentScan.Filter(type = FilterType.ANNOTATION, classes = Configuration.class))
  static class OnlyTelegram {
    @Bean
    Inbox inbox() {
      return new Inbox();
    }

    /// Files whose bytes are their reference.
    @Bean
    AttachmentSource files() {
      return new AttachmentSource() {
        @Override
        public Optional<InputStream> open(Attachment attachment) {
          return Optional.of(
              new ByteArrayInputStream(attachment.reference().getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public Optional<String> address(Attachment attachment) {
          return Optional.empty();
        }
      };
    }

    @Bean
    MeterRegistry meters() {
      return new SimpleMeterRegistry();
    }
  }

  private ConfigurableApplicationContext start(
      TelegramSimulator telegram, int port, Map<String, Object> more) {
    SpringApplication holos = new SpringApplication(OnlyTelegram.class);
    holos.setWebApplicationType(WebApplicationType.SERVLET);
    holos.setBannerMode(Banner.Mode.OFF);
    List<String> arguments = new ArrayList<>();
    arguments.add("--server.port=" + port);
    arguments.add("--holos.telegram.token=42:TEST");
    arguments.add("--holos.telegram.api-url=" + telegram.apiUrl());
    more.forEach((name, value) -> arguments.add("--" + name + "=" + value));
    ConfigurableApplicationContext started = holos.run(arguments.toArray(String[]::new));
    application = started;
    return started;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @AfterEach
  void stop() {
    if (application != null) {
      application.close();
    }
  }

  @Test
  void pollsByDefaultAndConfirmsWhatIsStored() {
    try (TelegramSimulator telegram = TelegramSimulator.start(TelegramSimulator.Limits.NONE)) {
      telegram.writes(OLENA, "один");
      Inbox inbox = start(telegram, 0, Map.of()).getBean(Inbox.class);
      inbox.refusals = 2;
      telegram.writes(OLENA, "два");
      telegram.writes(OLENA, "три");

      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(inbox.texts()).containsExactly("один", "два", "три"));
      await().untilAsserted(() -> assertThat(telegram.unconfirmed()).isZero());
    }
  }

  @Test
  void receivesByWebhookInOrderAndAgainAfterA503() throws IOException {
    int port = freePort();
    try (TelegramSimulator telegram = TelegramSimulator.start(TelegramSimulator.Limits.NONE)) {
      ConfigurableApplicationContext holos =
          start(telegram, port, Map.of("holos.telegram.webhook-url", "http://127.0.0.1:" + port));
      assertThat(((WebServerApplicationContext) holos).getWebServer()).isNotNull();
      Inbox inbox = holos.getBean(Inbox.class);
      inbox.refusals = 1;
      for (int i = 0; i < 20; i++) {
        telegram.writes(OLENA, "повідомлення " + i);
        telegram.writes(OLENA + 1, "інша людина " + i);
      }
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(telegram.unconfirmed()).isZero());
      assertThat(inbox.texts().stream().filter(text -> text.startsWith("повідомлення")))
          .containsExactlyElementsOf(
              IntStream.range(0, 20).mapToObj(i -> "повідомлення " + i).toList());
      assertThat(inbox.texts()).hasSize(40);
    }
  }

  private static OutboundMessage message(String text, QuickReply... buttons) {
    return new OutboundMessage(
        "telegram:777:1:0", CONTACT, new Reply(text, List.of(List.of(buttons)), Priority.REPLY));
  }

  @Test
  void showsButtonsAndTakesThePress() {
    try (TelegramSimulator telegram = TelegramSimulator.start(TelegramSimulator.Limits.NONE)) {
      ConfigurableApplicationContext holos = start(telegram, 0, Map.of());
      ChannelAdapter adapter = holos.getBean(ChannelAdapter.class);
      adapter.send(message("Усе правильно?", QuickReply.of("confirm", "Так")));
      telegram.presses(OLENA, "Так");

      Inbox inbox = holos.getBean(Inbox.class);
      await()
          .untilAsserted(() ->
              assertThat(inbox.texts())
                  .containsExactly(new Content.Choice("confirm", "Так").toString()));
      await()
          .untilAsserted(() ->
              assertThat(telegram.calls().stream().map(TelegramSimulator.Call::method))
                  .contains("answercallbackquery"));
    }
  }

  @Test
  void meetsTheRealLimitsAndTheBlock() {
    try (TelegramSimulator telegram = TelegramSimulator.start(TelegramSimulator.Limits.REAL)) {
      ConfigurableApplicationContext holos = start(telegram, 0, Map.of());
      ChannelAdapter adapter = holos.getBean(ChannelAdapter.class);
      for (int i = 0; i < 3; i++) {
        assertThat(adapter.send(message("а"))).isInstanceOf(SendOutcome.Accepted.class);
      }
      assertThat(adapter.send(message("а")))
          .isEqualTo(new SendOutcome.Throttled(Duration.ofSeconds(1)));
      telegram.blocks(OLENA);
      assertThat(adapter.send(message("а"))).isEqualTo(new SendOutcome.RecipientGone("blocked"));
      assertThat(telegram.sentTo(OLENA)).hasSize(3);
    }
  }

  @Test
  void takesPhotosDocumentsAlbumsAndTyping() {
    try (TelegramSimulator telegram = TelegramSimulator.start(TelegramSimulator.Limits.NONE)) {
      ChannelAdapter adapter = start(telegram, 0, Map.of()).getBean(ChannelAdapter.class);
      Attachment one = new Attachment(Attachment.Kind.PHOTO, "media:1", "image/jpeg", "", 0);
      Attachment two = new Attachment(Attachment.Kind.PHOTO, "media:2", "image/png", "", 0);
      Attachment bill =
          new Attachment(Attachment.Kind.DOCUMENT, "media:3", "application/pdf", "рахунок.pdf", 0);
      Reply reply = Reply.of("Олена", "Ось усе.", List.of(one, two, bill));

      assertThat(adapter.send(new OutboundMessage("telegram:777:1:0", CONTACT, reply)))
          .isInstanceOfSatisfying(
              SendOutcome.Accepted.class,
              accepted -> assertThat(accepted.externalIds()).hasSize(3).doesNotHaveDuplicates());
      assertThat(telegram.sentTo(OLENA))
          .extracting(TelegramSimulator.Sent::text)
          .containsExactly("Ось усе.", "", "");
      List<TelegramSimulator.SentFile> files =
          telegram.sentTo(OLENA).stream().map(TelegramSimulator.Sent::file).toList();
      assertThat(files)
          .extracting(TelegramSimulator.SentFile::kind)
          .containsExactly("photo", "photo", "document");
      assertThat(files.getLast().name()).isEqualTo("рахунок.pdf");
      assertThat(files.getLast().bytes()).asString(StandardCharsets.UTF_8).isEqualTo("media:3");

      adapter.typing(CONTACT, "Олена");
      await()
          .untilAsserted(() ->
              assertThat(telegram.calls().stream().map(TelegramSimulator.Call::method))
                  .contains("sendchataction"));
    }
  }

  @Test
  void opensThePhotoThatWasSent() throws IOException {
    try (TelegramSimulator telegram = TelegramSimulator.start(TelegramSimulator.Limits.NONE)) {
      ConfigurableApplicationContext holos = start(telegram, 0, Map.of());
      telegram.sendsPhoto(OLENA, new byte[] {1, 2, 3}, "Ось яма", null);
      Inbox inbox = holos.getBean(Inbox.class);
      await().untilAsserted(() -> assertThat(inbox.updates).hasSize(1));
      Content content = ((InboundUpdate.MessageArrived) inbox.updates.getFirst()).content();
      try (var bytes =
          holos
              .getBean(ChannelAdapter.class)
              .open(((Content.Media) content).attachments().getFirst())) {
        assertThat(bytes.readAllBytes()).containsExactly(1, 2, 3);
      }
    }
  }
}
