package ua.holos.channel.sms;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/// What TurboSMS answered.
sealed interface TurboSmsAnswer {

  /// Its own words: `{"response_code":0,"response_status":"OK","response_result":[…]}`.
  record Said(int code, String name, JsonNode results) implements TurboSmsAnswer {

    /// Without the results, which bear numbers.
    @Override
    public String toString() {
      return "Said[code=" + code + ", name=" + name + "]";
    }
  }

  /// An HTTP status other than 200, from something before it.
  ///
  /// @param retryAfter how long it wants us to wait, zero when it doesn't say
  record Refused(int httpStatus, Duration retryAfter) implements TurboSmsAnswer {}

  /// No answer, or none that can be read. The message may have been taken.
  record None(String detail) implements TurboSmsAnswer {}
}
