package ua.holos.channel.viber;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import ua.holos.bot.channel.SendOutcome;

/// What Viber's answers mean for delivery: https://creators.viber.com/docs/bots-api/errors
final class ViberOutcomes {
  private static final int TOO_NEW_FOR_RECEIVER = 13;

  /// Viber doesn't say how long to wait. Its limit is 100 messages in an hour, and one of them
  /// leaves the hour at any time; a person can write, which ends the wait at once. A minute asks
  /// often enough for that and adds 60 calls an hour at most.
  private static final Duration UNTIL_AGAIN = Duration.ofMinutes(1);

  /// How Viber counts answers to people who wrote within 24 hours.
  private static final Set<String> IN_SESSION = Set.of("0", "1");

  private static final String TOKEN = "holos.viber.token";

  private final ViberState state;

  ViberOutcomes(ViberState state) {
    this.state = state;
  }

  /// Whether the receiver's Viber is older than the message's buttons.
  static boolean isTooNew(ViberAnswer answer) {
    return answer instanceof ViberAnswer.Refused(int status, String _)
        && status == TOO_NEW_FOR_RECEIVER;
  }

  /// @param receiver who the message was for
  SendOutcome of(ViberAnswer answer, String receiver) {
    return switch (answer) {
      case ViberAnswer.Ok ok -> {
        state.sends(IN_SESSION.contains(ok.billing()));
        String token = ok.messageToken();
        // Without a token no receipt can be told to be this message's, so none is awaited.
        yield new SendOutcome.Accepted(token == null ? List.of() : List.of(token));
      }
      case ViberAnswer.TooMany(Duration retryAfter) ->
          new SendOutcome.Throttled(retryAfter.isPositive() ? retryAfter : UNTIL_AGAIN);
      case ViberAnswer.NoAnswer(String detail) -> new SendOutcome.Unreachable(detail);
      case ViberAnswer.Refused refused -> refused(refused, receiver);
    };
  }

  private SendOutcome refused(ViberAnswer.Refused refused, String receiver) {
    int status = refused.status();
    return switch (status) {
      case 2 -> waiting(ViberState.Standing.TOKEN_REFUSED, TOKEN);
      case 5 -> new SendOutcome.RecipientGone("not-registered");
      case 6 -> new SendOutcome.RecipientGone("not-subscribed");
      case 7 ->
          state.blockedFor(receiver)
              ? waiting(ViberState.Standing.ACCOUNT_STOPPED, TOKEN)
              : new SendOutcome.RecipientGone("blocked");
      case 8 -> waiting(ViberState.Standing.TOKEN_REFUSED, TOKEN);
      case 9, 15 -> waiting(ViberState.Standing.ACCOUNT_STOPPED, TOKEN);
      case 10 -> waiting(ViberState.Standing.WEBHOOK_REFUSED, "holos.viber.webhook-url");
      case 11 -> new SendOutcome.RecipientGone("no-suitable-device");
      case 12 -> new SendOutcome.Throttled(UNTIL_AGAIN);
      case 23 -> waiting(ViberState.Standing.NOT_PAID, TOKEN + " (free messages used up)");
      case 24 -> waiting(ViberState.Standing.NOT_PAID, TOKEN + " (no balance)");
      case 1, 3, 4, 13, 14, 16, 17, 18, 19, 20, 21, 22 ->
          new SendOutcome.Rejected(String.valueOf(status), refused.message());
      default -> new SendOutcome.Unreachable("Viber's status " + status);
    };
  }

  private SendOutcome waiting(ViberState.Standing why, String setting) {
    state.cannotSend(why);
    return new SendOutcome.Misconfigured(setting);
  }
}
