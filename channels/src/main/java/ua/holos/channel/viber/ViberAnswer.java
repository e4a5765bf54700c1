package ua.holos.channel.viber;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What Viber said to a call.
sealed interface ViberAnswer {

  /// `{"status":0,"status_message":"ok","message_token":5741311803571721087,"billing_status":1}`.
  ///
  /// @param messageToken null where the call sends no message
  /// @param billing who pays, as Viber counts it; empty when it doesn't say
  record Ok(@Nullable String messageToken, String billing) implements ViberAnswer {}

  /// `{"status":6,"status_message":"notSubscribed"}`, with HTTP 200 also.
  record Refused(int status, String message) implements ViberAnswer {}

  /// HTTP 429; the time to wait is zero where the answer names none.
  record TooMany(Duration retryAfter) implements ViberAnswer {}

  /// No answer, or one that isn't the Bots API's; `detail` bears no secret.
  record NoAnswer(String detail) implements ViberAnswer {}
}
