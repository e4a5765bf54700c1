package ua.holos.channel.telegram;

import java.net.URI;
import java.time.Duration;
import org.telegram.telegrambots.meta.api.methods.updates.SetWebhook;
import ua.holos.channel.support.BackOff;
import ua.holos.channel.support.SharedSecret;

/// Tells Telegram where to deliver updates.
final class TelegramWebhookRegistration {
  /// Telegram's limit of parallel deliveries; its default is 40.
  private static final int MOST_CONNECTIONS = 100;

  private final TelegramApi api;
  private final URI address;
  private final SharedSecret secret;
  private final TelegramState state;
  private final BackOff backOff;
  private int failures;

  TelegramWebhookRegistration(
      TelegramApi api, URI address, SharedSecret secret, TelegramState state, BackOff backOff) {
    this.api = api;
    this.address = address;
    this.secret = secret;
    this.state = state;
    this.backOff = backOff;
  }

  /// Tries once.
  ///
  /// @return how long to wait before the next try, zero when Telegram has agreed
  Duration register() {
    TelegramAnswer answer =
        api.call(
            SetWebhook.builder()
                .url(address.toString())
                .secretToken(secret.reveal())
                .allowedUpdates(TelegramUpdateKinds.WANTED)
                .maxConnections(MOST_CONNECTIONS)
                .build());
    return switch (answer) {
      case TelegramAnswer.Ok _ -> {
        failures = 0;
        state.receiving(TelegramState.Standing.WEBHOOK, "");
        yield Duration.ZERO;
      }
      case TelegramAnswer.Refused refused -> {
        state.receiving(
            refused.code() == 401 || refused.code() == 404
                ? TelegramState.Standing.TOKEN_REFUSED
                : TelegramState.Standing.WEBHOOK_REFUSED,
            refused.description());
        Duration wait = backOff.after(++failures);
        yield refused.retryAfter().compareTo(wait) > 0 ? refused.retryAfter() : wait;
      }
      case TelegramAnswer.NoAnswer none -> {
        state.receiving(TelegramState.Standing.UNREACHABLE, none.detail());
        yield backOff.after(++failures);
      }
    };
  }
}
