package ua.holos.channel.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Locale;
import okhttp3.Call;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.updates.DeleteWebhook;
import org.telegram.telegrambots.meta.api.methods.updates.GetUpdates;
import ua.holos.channel.support.BackOff;

/// Asks Telegram for updates, one batch after another. The offset, which tells Telegram to forget,
/// moves only past updates that are safely in the inbox; it is kept nowhere else, because what
/// comes twice after a restart is recognised there.
final class TelegramPoller {
  private static final Logger log = LoggerFactory.getLogger(TelegramPoller.class);
  private static final int LARGEST_BATCH = 100;

  private final TelegramApi api;
  private final TelegramUpdateReader reader;
  private final TelegramReceiver receiver;
  private final TelegramState state;
  private final BackOff backOff;
  private final Duration pollFor;

  private boolean webhookDeleted;
  private int offset;
  private int failures;
  private volatile @Nullable Call waiting;
  private volatile boolean cancelled;

  TelegramPoller(
      TelegramApi api,
      TelegramUpdateReader reader,
      TelegramReceiver receiver,
      TelegramState state,
      BackOff backOff,
      Duration pollFor) {
    this.api = api;
    this.reader = reader;
    this.receiver = receiver;
    this.state = state;
    this.backOff = backOff;
    this.pollFor = pollFor;
  }

  /// Asks once and stores what comes. Called by one thread.
  ///
  /// @return how long to wait before asking again
  Duration poll() {
    try {
      return webhookDeleted ? updates() : deleteWebhook();
    } catch (RuntimeException e) {
      log.error("Asking Telegram for updates failed", e);
      return failed();
    }
  }

  /// Ends a waiting call from another thread, and asks no more.
  void cancel() {
    cancelled = true;
    Call call = waiting;
    if (call != null) {
      call.cancel();
    }
  }

  private Duration deleteWebhook() {
    return switch (api.call(DeleteWebhook.builder().dropPendingUpdates(false).build())) {
      case TelegramAnswer.Ok _ -> {
        webhookDeleted = true;
        yield Duration.ZERO;
      }
      case TelegramAnswer.Refused refused -> refused(refused);
      case TelegramAnswer.NoAnswer none -> unreachable(none);
    };
  }

  private Duration updates() {
    Call call =
        api.poll(
            GetUpdates.builder()
                .offset(offset)
                .limit(LARGEST_BATCH)
                .timeout((int) pollFor.toSeconds())
                .allowedUpdates(TelegramUpdateKinds.WANTED)
                .build());
    waiting = call;
    if (cancelled) {
      return Duration.ZERO;
    }
    TelegramAnswer answer = api.execute(call);
    waiting = null;
    return switch (answer) {
      case TelegramAnswer.Ok ok -> {
        state.receiving(TelegramState.Standing.POLLING, "");
        yield store(ok.result());
      }
      case TelegramAnswer.Refused refused -> refused(refused);
      case TelegramAnswer.NoAnswer none -> unreachable(none);
    };
  }

  private Duration store(JsonNode batch) {
    for (JsonNode node : batch) {
      switch (reader.read(node)) {
        case TelegramUpdateReader.Read.Good good -> {
          try {
            receiver.receive(good);
          } catch (RuntimeException e) {
            log.warn(
                "Telegram update {} was not stored, it is asked for again: {}",
                good.update().getUpdateId(),
                e.toString());
            return failed();
          }
        }
        case TelegramUpdateReader.Read.Unreadable unreadable ->
            receiver.passUnreadable(unreadable.kind());
        case TelegramUpdateReader.Read.Malformed _ -> receiver.passUnreadable("unknown");
      }
      if (node.path("update_id").canConvertToInt()) {
        offset = node.path("update_id").intValue() + 1;
      }
    }
    failures = 0;
    return Duration.ZERO;
  }

  private Duration refused(TelegramAnswer.Refused refused) {
    switch (refused.code()) {
      case 401, 404 -> state.receiving(TelegramState.Standing.TOKEN_REFUSED, "");
      case 409 -> {
        state.receiving(TelegramState.Standing.CONFLICT, refused.description());
        if (refused.description().toLowerCase(Locale.ROOT).contains("webhook")) {
          webhookDeleted = false;
        }
      }
      default ->
          state.receiving(
              TelegramState.Standing.UNREACHABLE, refused.code() + " " + refused.description());
    }
    Duration wait = failed();
    return refused.retryAfter().compareTo(wait) > 0 ? refused.retryAfter() : wait;
  }

  private Duration unreachable(TelegramAnswer.NoAnswer none) {
    if (cancelled) {
      return Duration.ZERO;
    }
    state.receiving(TelegramState.Standing.UNREACHABLE, none.detail());
    return failed();
  }

  private Duration failed() {
    return backOff.after(++failures);
  }
}
