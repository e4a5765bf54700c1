package ua.holos.channel.sms;

import java.util.regex.Pattern;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;

/// From whom messages come, as SMPP has it.
///
/// @param ton alphanumeric for a name, international for a number, unknown for a short number
/// @param npi unknown for a name, otherwise ISDN (E.164)
/// @param address the name, or digits
record SenderAddress(TypeOfNumber ton, NumberingPlanIndicator npi, String address) {
  /// At least one letter, at most 11 characters: longer names don't go through a GSM network.
  private static final Pattern NAME =
      Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9 !&'()+,./:?_-]{1,11}");

  private static final Pattern NUMBER = Pattern.compile("\\+?[1-9][0-9]{7,14}");
  private static final Pattern SHORT = Pattern.compile("[0-9]{3,7}");

  /// Whether a network can show this as a sender.
  static boolean possible(String sender) {
    return NAME.matcher(sender).matches()
        || NUMBER.matcher(sender).matches()
        || SHORT.matcher(sender).matches();
  }

  /// Whether people can write back: to a number they can, to a name they can't.
  boolean answered() {
    return ton != TypeOfNumber.ALPHANUMERIC;
  }

  static SenderAddress of(String sender) {
    if (NAME.matcher(sender).matches()) {
      return new SenderAddress(TypeOfNumber.ALPHANUMERIC, NumberingPlanIndicator.UNKNOWN, sender);
    }
    if (SHORT.matcher(sender).matches()) {
      return new SenderAddress(TypeOfNumber.UNKNOWN, NumberingPlanIndicator.ISDN, sender);
    }
    return new SenderAddress(
        TypeOfNumber.INTERNATIONAL, NumberingPlanIndicator.ISDN, sender.replace("+", ""));
  }
}
