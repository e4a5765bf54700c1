package ua.holos.bot.message;

/// A person's address in one channel: `telegram:4711`, `viber:Zm9v=`, `tel:+380441234567`,
/// `web:9f2c`.
///
/// @param scheme the channel's scheme, lower-case letters
/// @param path the person's identifier in that channel, never empty
public record ContactUrn(String scheme, String path) {
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

  @Override
  public String toString() {
    return scheme + ":" + path;
  }
}
