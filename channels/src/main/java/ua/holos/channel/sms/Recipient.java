package ua.holos.channel.sms;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.channel.ChannelType;
import ua.holos.bot.message.ContactUrn;
import ua.holos.channel.support.PhoneNumber;

/// Phone numbers as contacts: `tel:+380441234567` (E.164).
final class Recipient {
  /// The code of the channel, whoever carries its messages.
  static final ChannelType TEL = new ChannelType("tel");

  private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{7,14}");
  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{8,15}");
  private static final int INTERNATIONAL = 1;
  private static final int ALPHANUMERIC = 5;

  private Recipient() {}

  /// A contact's number without the plus; null when it can't be one.
  static @Nullable String digits(ContactUrn to) {
    return to.scheme().equals(TEL.code()) && E164.matcher(to.path()).matches()
        ? to.path().substring(1)
        : null;
  }

  /// Who an address in the network is; null when it is no phone that could be answered (a name, a
  /// short number).
  ///
  /// @param ton type of number (SMPP 3.4, 5.2.5)
  static @Nullable ContactUrn of(int ton, String address) {
    if (ton == ALPHANUMERIC || !NUMBER.matcher(address).matches()) {
      return null;
    }
    String written = ton == INTERNATIONAL && !address.startsWith("+") ? "+" + address : address;
    return PhoneNumber.international(written)
        .filter(number -> E164.matcher(number).matches())
        .map(number -> new ContactUrn(TEL.code(), number))
        .orElse(null);
  }
}
