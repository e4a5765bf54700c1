package ua.holos.channel.sms;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.channel.SendOutcome;

/// What TurboSMS's codes mean (https://turbosms.ua/api.html). The answer as a whole has one, and
/// each number in it has one; HTTP always says 200.
///
/// | code | name | outcome |
/// |---|---|---|
/// | 0 | OK | the number's own code decides |
/// | 1 | PONG | never for a message |
/// | 103, 105, 106, 301 | no token, or a wrong one | misconfigured: token |
/// | 104, 201, 202 | no content, text or recipient | rejected |
/// | 200, 302, 400, 401, 415, 421 | sender missing, wrong, not ours, not active | misconfigured: sender |
/// | 203 | no money | misconfigured: token, and health says why |
/// | 300, 303, 304, 306–313 | request, time, text, ids | rejected |
/// | 305 | no such number | recipient gone |
/// | 404 | number on the stop list | recipient gone |
/// | 402, 403, 405–414, 416–426 | country, forbidden words, length … | rejected |
/// | 427 | the same text to the same number within 90 s | wait for 90 s |
/// | 500, 501, 503–506, 999 | their fault | unreachable |
/// | 502 | our JSON isn't understood | rejected |
/// | 507 | the same `sequence_id` again, with the first answer's results | as the first answer |
/// | 800, 801 | accepted, sent | the number's own code decides |
/// | 802, 803 | partly accepted, partly sent | the number's own code decides |
///
/// A code that isn't here is judged by its hundred: 1 our credentials, 2 to 4 refused for good, 8
/// accepted, all others their fault.
final class TurboSmsCode {
  static final String TOKEN = "holos.sms.turbosms.token";
  static final String SENDER = "holos.sms.turbosms.sender";

  /// The same `sequence_id` again.
  static final int REPEATED = 507;

  private static final Duration SAME_TEXT = Duration.ofSeconds(90);

  private TurboSmsCode() {}

  /// Whether the numbers' own codes decide.
  static boolean hasResults(int code) {
    return code == 0 || code == REPEATED || code / 100 == 8;
  }

  /// Whether the message may have been taken although the code is that of a fault.
  static boolean leavesOpen(int code) {
    return code == 500 || code == 501 || code / 100 == 9;
  }

  /// What a code other than those says of the message.
  ///
  /// @param name TurboSMS's name for it
  static SendOutcome outcome(int code, String name) {
    return switch (code) {
      case 103, 105, 106, 203, 301 -> new SendOutcome.Misconfigured(TOKEN);
      case 200, 302, 400, 401, 415, 421 -> new SendOutcome.Misconfigured(SENDER);
      case 104, 502 -> rejected(code, name);
      case 305 -> new SendOutcome.RecipientGone("no-such-number");
      case 404 -> new SendOutcome.RecipientGone("stop-list");
      case 427 -> new SendOutcome.Throttled(SAME_TEXT);
      default ->
          switch (code / 100) {
            case 1 -> new SendOutcome.Misconfigured(TOKEN);
            case 2, 3, 4 -> rejected(code, name);
            default -> new SendOutcome.Unreachable("code " + code);
          };
    };
  }

  private static SendOutcome rejected(int code, String name) {
    return new SendOutcome.Rejected(String.valueOf(code), name);
  }

  /// How the account stands, by a code; null when the code says nothing of it.
  static SmsState.@Nullable Standing standing(int code) {
    if (code == 203) {
      return SmsState.Standing.NO_MONEY;
    }
    if (hasResults(code)) {
      return SmsState.Standing.WORKING;
    }
    return outcome(code, "") instanceof SendOutcome.Misconfigured wrong
        ? wrong.setting().equals(SENDER)
            ? SmsState.Standing.SENDER_REFUSED
            : SmsState.Standing.TOKEN_REFUSED
        : null;
  }
}
