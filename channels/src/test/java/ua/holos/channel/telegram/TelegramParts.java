package ua.holos.channel.telegram;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import ua.holos.channel.support.BackOff;
import ua.holos.channel.support.RecordingSink;
import ua.holos.channel.support.RememberedFiles;

/// The channel's parts, put together as the application does, around a sink in memory.
final class TelegramParts {
  static final String TOKEN = "42:TEST-token_1";
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  final RecordingSink sink = new RecordingSink();
  final RememberedFiles files = new RememberedFiles();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final TelegramState state = new TelegramState();
  final TelegramUpdateReader reader = new TelegramUpdateReader();
  final TelegramSettings settings;
  final TelegramApi api;
  final TelegramAdapter adapter;
  final TelegramReceiver receiver;

  TelegramParts(int port) {
    this(port, Duration.ofSeconds(30));
  }

  TelegramParts(int port, Duration answerWithin) {
    settings = settings(port, null);
    api = new TelegramApi(settings, answerWithin, Duration.ofSeconds(1));
    adapter = new TelegramAdapter(api, settings, state, files);
    receiver = new TelegramReceiver(sink, api, InstantSource.fixed(NOW), meters);
  }

  static TelegramSettings settings(int port, @Nullable URI webhook) {
    return new TelegramSettings(
        TOKEN, URI.create("http://127.0.0.1:" + port), webhook, "hook-secret", 30, 1);
  }

  TelegramPoller poller() {
    return new TelegramPoller(api, reader, receiver, state, backOff(), Duration.ofSeconds(1));
  }

  /// Without chance: always the full pause.
  static BackOff backOff() {
    return new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(1), () -> 0L);
  }

  double counted(String kind, String result) {
    var counter =
        meters.find("holos.telegram.updates").tags("kind", kind, "result", result).counter();
    return counter == null ? 0 : counter.count();
  }
}
