package ua.holos.channel.telegram;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.AnswerCallbackQuery;
import ua.holos.bot.channel.InboundSink;

/// Puts what Telegram sends into the inbox, by whichever way it came.
final class TelegramReceiver {
  private static final Logger log = LoggerFactory.getLogger(TelegramReceiver.class);

  private final InboundSink sink;
  private final TelegramApi api;
  private final InstantSource clock;
  private final MeterRegistry meters;

  TelegramReceiver(InboundSink sink, TelegramApi api, InstantSource clock, MeterRegistry meters) {
    this.sink = sink;
    this.api = api;
    this.clock = clock;
    this.meters = meters;
  }

  /// Returns when the update is safely in the inbox, or is none that matters.
  ///
  /// @throws RuntimeException when the inbox didn't take it: Telegram has to deliver it again
  void receive(TelegramUpdateReader.Read.Good read) {
    TelegramMapper.Meaning meaning;
    try {
      meaning = TelegramMapper.map(read.update(), read.kind(), clock.instant());
    } catch (RuntimeException e) {
      // A bug of ours; delivering it again for a day would only block that person's chat.
      // Not the exception's message: it might quote the citizen.
      log.error(
          "Telegram update {} could not be mapped: {} at {}",
          read.update().getUpdateId(),
          e.getClass().getName(),
          Arrays.stream(e.getStackTrace()).findFirst().orElse(null));
      count(read.kind(), "failed");
      return;
    }
    switch (meaning) {
      case TelegramMapper.Meaning.Relevant relevant -> {
        InboundSink.Acceptance acceptance = sink.accept(relevant.update());
        if (relevant.callbackQuery() != null) {
          // Takes the waiting mark off the button; whoever pressed it has lost nothing if it fails.
          api.callLater(new AnswerCallbackQuery(relevant.callbackQuery()));
        }
        count(read.kind(), acceptance == InboundSink.Acceptance.DUPLICATE ? "duplicate" : "taken");
      }
      case TelegramMapper.Meaning.Passed passed -> count(read.kind(), passed.reason());
    }
  }

  /// An update that was accepted although nothing could be made of it.
  void passUnreadable(String kind) {
    log.warn("A Telegram update of kind {} is not as TelegramBots knows it; passed over", kind);
    count(kind, "unreadable");
  }

  private void count(String kind, String result) {
    meters.counter("holos.telegram.updates", "kind", kind, "result", result).increment();
  }
}
