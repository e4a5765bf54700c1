package ua.holos.channel.support;

import java.util.Optional;

/// Phone numbers in international form (E.164): `+380441234567`.
public final class PhoneNumber {

  private PhoneNumber() {}

  /// Reads `380441234567`, `+38 (044) 123-45-67`, `0441234567`, `80441234567`, or a foreign number
  /// with its country code; empty when it is none.
  public static Optional<String> international(String written) {
    StringBuilder kept = new StringBuilder(15);
    written.codePoints().filter(c -> c >= '0' && c <= '9').forEach(kept::appendCodePoint);
    String digits = kept.toString();
    boolean withCode = written.strip().startsWith("+");
    if (!withCode && digits.length() == 10 && digits.startsWith("0")) {
      return Optional.of("+38" + digits);
    }
    if (!withCode && digits.length() == 11 && digits.startsWith("80")) {
      return Optional.of("+3" + digits);
    }
    boolean possible = digits.length() >= 8 && digits.length() <= 15 && digits.charAt(0) != '0';
    return possible ? Optional.of("+" + digits) : Optional.empty();
  }
}
