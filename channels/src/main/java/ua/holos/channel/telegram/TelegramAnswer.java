package ua.holos.channel.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/// What the Bot API said to a call.
sealed interface TelegramAnswer {

  /// `{"ok":true,"result":…}`
  record Ok(JsonNode result) implements TelegramAnswer {}

  /// `{"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"}`; the
  /// time to wait is zero where the answer names none.
  record Refused(int code, String description, Duration retryAfter) implements TelegramAnswer {}

  /// No answer, or one that isn't the Bot API's; `detail` bears no secret.
  record NoAnswer(String detail) implements TelegramAnswer {}
}
