package ua.holos.channel.sms;

/// What the SMSC answered to one part of a message.
sealed interface SubmitAnswer {

  /// It took the part under this id.
  record Taken(String messageId) implements SubmitAnswer {}

  /// It refused with this `command_status`.
  record Refused(int status) implements SubmitAnswer {}

  /// There is no connection, or no answer came in time. The part may have been taken.
  record None(String detail) implements SubmitAnswer {}
}
