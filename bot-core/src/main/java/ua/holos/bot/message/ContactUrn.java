package ua.holos.bot.message;

import org.jspecify.annotations.Nullable;

/// A person's address in one channel: `telegram:4711`, `viber:Zm9v=`, `tel:+380441234567`,
/// `web:9f2c`.
///
/// @param scheme the channel's scheme, lower-case letters
/// @param path the person's identifier in that channel, never empty
public record ContactUrn(String scheme, String path) {
  /// The scheme of addresses that are phone numbers, whoever carries the SMS.
  public static final String PHONE_SCHEME = "tel";

  public ContactUrn {
    if (!isScheme(scheme) || path.isBlank()) {
      throw new IllegalArgumentException("A contact URN is scheme:path, found " + scheme + ":…");
    }
  }

  private static boolean isScheme(String scheme) {
    return !scheme.isEmpty() && scheme.chars().allMatch(c -> c >= 'a' && c <= 'z');
  }

  /// Reads `scheme:path`.
  ///
  /// @throws IllegalArgumentException when there is no scheme or no path
  public static ContactUrn parse(String urn) {
    int colon = urn.indexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("A contact URN is scheme:path");
    }
    return new ContactUrn(urn.substring(0, colon), urn.substring(colon + 1));
  }

  /// The address of a phone number.
  public static ContactUrn ofPhone(String number) {
    return new ContactUrn(PHONE_SCHEME, number);
  }

  /// The phone number that the address itself is: whoever writes from it has proved it. Null where
  /// an address is something else.
  public @Nullable String phone() {
    return scheme.equals(PHONE_SCHEME) ? path : null;
  }

  @Override
  public String toString() {
    return scheme + ":" + path;
  }
}
