package ua.holos.bot.channel;

import java.time.Duration;
import java.util.List;

/// What came of one send. Every case is expected; exceptions are for bugs.
public sealed interface SendOutcome {

  /// The platform took it; one id for each part of a long message.
  record Accepted(List<String> externalIds) implements SendOutcome {
    public Accepted {
      externalIds = List.copyOf(externalIds);
    }
  }

  /// The platform wants us to wait exactly this long.
  record Throttled(Duration retryAfter) implements SendOutcome {}

  /// The platform could not be reached or had a fault of its own; trying again helps.
  record Unreachable(String detail) implements SendOutcome {}

  /// The platform refuses this message for good.
  record Rejected(String code, String reason) implements SendOutcome {}

  /// The person blocked us, or is gone.
  record RecipientGone(String reason) implements SendOutcome {}

  /// Our own settings are wrong (for instance a revoked token).
  record Misconfigured(String setting) implements SendOutcome {}

  /// Whether the same message may be tried again later.
  default boolean retryable() {
    return switch (this) {
      case Throttled _, Unreachable _, Misconfigured _ -> true;
      case Accepted _, Rejected _, RecipientGone _ -> false;
    };
  }
}
