package ua.holos.channel.viber;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import tools.jackson.databind.json.JsonMapper;
import ua.holos.bot.channel.AttachmentKeeper;
import ua.holos.bot.conversation.Wording;
import ua.holos.bot.message.Attachment;
import ua.holos.channel.support.BackOff;
import ua.holos.channel.support.BodySignature;
import ua.holos.channel.support.PublicAddresses;
import ua.holos.channel.support.RecordingSink;
import ua.holos.channel.support.RememberedFiles;
import ua.holos.channel.support.RemoteFiles;

/// The channel's parts, put together as the application does, around a sink in memory.
final class ViberChannel {
  static final String TOKEN = "445da6az1s345z78-dazcczb2542zv51a-TESTtoken";
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  static final Map<String, String> WORDS =
      Map.of(
          "viber.welcome", "Вітаю! Напишіть, що сталося.",
          "viber.sender", "Контактний центр",
          "command.menu.my", "Мої звернення",
          "command.menu.help", "Як це працює",
          "command.menu.operator", "Покликати оператора");

  static final Wording WORDING = (key, _) -> Objects.requireNonNull(WORDS.get(key), key);

  final RecordingSink sink = new RecordingSink();
  final RememberedFiles files = new RememberedFiles();

  /// Kinds that were kept because nothing is known of them.
  final List<String> unfamiliar = new ArrayList<>();

  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final ViberState state = new ViberState();
  final JsonMapper json = new JsonMapper();
  final ViberSettings settings;
  final ViberApi api;
  final ViberParts parts;
  final ViberMedia media;
  final ViberAdapter adapter;
  final ViberWebhook webhook;

  /// Port 9 (discard): nothing answers there.
  ViberChannel() {
    this(9);
  }

  ViberChannel(int port) {
    this(port, Duration.ofSeconds(30), ViberChannel::opened, Duration.ofSeconds(30));
  }

  ViberChannel(int port, Duration answerWithin, AttachmentKeeper keeper, Duration patience) {
    settings = settings(port, null);
    api = new ViberApi(settings, json, answerWithin, InstantSource.fixed(NOW));
    ViberMenu menu = new ViberMenu(WORDING);
    parts = new ViberParts(json, new ViberMessage.Sender(menu.sender(), null), menu, files);
    RemoteFiles files =
        new RemoteFiles(
            new PublicAddresses(), settings.mediaOrigins(), 1_000_000, Duration.ofSeconds(10));
    media = new ViberMedia(files, keeper, patience);
    adapter = new ViberAdapter(settings, api, parts, media, state, meters);
    webhook =
        new ViberWebhook(
            new BodySignature(TOKEN),
            new ViberReceiver(
                sink,
                (_, kind, _) -> unfamiliar.add(kind),
                media,
                parts,
                InstantSource.fixed(NOW),
                meters),
            json);
  }

  /// A keeper that opens each file and keeps nothing.
  static AttachmentKeeper.Kept opened(Attachment attachment, AttachmentKeeper.Source source)
      throws IOException {
    try (var bytes = source.open()) {
      int size = bytes.readAllBytes().length;
      return new AttachmentKeeper.Kept.Here(
          new Attachment(attachment.kind(), "media:1", "image/jpeg", "", size));
    }
  }

  static ViberSettings settings(int port, @Nullable URI webhook) {
    return new ViberSettings(
        TOKEN,
        URI.create("http://127.0.0.1:" + port + "/pa"),
        webhook,
        null,
        null,
        new BigDecimal("0.95"),
        50,
        100,
        List.of(URI.create("http://localhost:" + port)));
  }

  ViberConnection connection(@Nullable URI webhook) {
    return new ViberConnection(
        api, webhook, state, new BackOff(Duration.ofMillis(10), Duration.ofMillis(50), () -> 0L));
  }

  ResponseEntity<byte[]> calls(String body) {
    return calls(body.getBytes(StandardCharsets.UTF_8));
  }

  /// As Viber does: signed.
  ResponseEntity<byte[]> calls(byte[] body) {
    return calls(body, new BodySignature(TOKEN).of(body));
  }

  ResponseEntity<byte[]> calls(byte[] body, @Nullable String signature) {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/webhook/viber");
    if (signature != null) {
      request.addHeader("X-Viber-Content-Signature", signature);
    }
    request.setContent(body);
    try {
      return webhook.receive(request);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  double counted(String kind, String result) {
    var counter = meters.find("holos.viber.updates").tags("kind", kind, "result", result).counter();
    return counter == null ? 0 : counter.count();
  }
}
