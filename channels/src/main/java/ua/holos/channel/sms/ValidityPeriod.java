package ua.holos.channel.sms;

import java.time.Duration;

/// How long the network tries to deliver a message, as SMPP writes it relative to the SMSC's time
/// (3.4, 7.1.1.2): `000001000000000R` is a day.
final class ValidityPeriod {

  private ValidityPeriod() {}

  /// Days, hours, minutes and seconds; never months or years, which have no length.
  static String of(Duration validity) {
    return "0000%02d%02d%02d%02d000R"
        .formatted(
            validity.toDays(),
            validity.toHoursPart(),
            validity.toMinutesPart(),
            validity.toSecondsPart());
  }
}
