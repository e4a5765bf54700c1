package ua.holos.bot.conversation;

import java.time.Instant;

/// Who answers the citizen.
public sealed interface Mode {

  /// The bot does.
  record WithBot() implements Mode {}

  /// An operator was called and will; the bot keeps the citizen's place and speaks only of
  /// emergencies and statuses.
  ///
  /// @param since when the operator was called
  /// @param acknowledged whether the citizen was told that further messages are passed on
  record AwaitingOperator(Instant since, boolean acknowledged) implements Mode {}
}
