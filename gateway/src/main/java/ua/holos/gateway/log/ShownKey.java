package ua.holos.gateway.log;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// An effect's key as logs may show it: an SMS contact's key holds a phone number, in place of
/// which stands the contact's id in the record.
public final class ShownKey {
  private static final String PHONE = "tel:";

  private ShownKey() {}

  /// The key without a phone number.
  public static String of(String key) {
    int end = key.indexOf(':', PHONE.length());
    if (!key.startsWith(PHONE) || end < 0) {
      return key;
    }
    byte[] contact = key.substring(0, end).getBytes(StandardCharsets.UTF_8);
    return PHONE + UUID.nameUUIDFromBytes(contact) + key.substring(end);
  }
}
