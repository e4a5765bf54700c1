package ua.holos.channel.sms;

import org.jspecify.annotations.Nullable;

/// Which part of which message a short message is, as its user data header says (3GPP TS 23.040,
/// 9.2.3.24.1 with an 8-bit reference, 9.2.3.24.8 with 16 bits).
///
/// @param reference the sender's number for the message, the same in all parts
/// @param total how many parts there are, 1–255
/// @param index which one this is, from 1
record Concatenation(int reference, int total, int index) {

  /// The user data header of a part that is sent: an 8-bit reference, because with 16 bits only 66
  /// letters would fit instead of 67.
  byte[] header() {
    return new byte[] {5, 0x00, 3, (byte) reference, (byte) total, (byte) index};
  }

  /// Reads a user data header, without its length byte; null when it speaks of no parts.
  static @Nullable Concatenation read(byte[] header) {
    int at = 0;
    while (at + 2 <= header.length) {
      int element = header[at] & 0xFF;
      int length = header[at + 1] & 0xFF;
      int value = at + 2;
      if (value + length > header.length) {
        return null;
      }
      if (element == 0x00 && length == 3) {
        return of(header[value] & 0xFF, header[value + 1] & 0xFF, header[value + 2] & 0xFF);
      }
      if (element == 0x08 && length == 4) {
        int reference = ((header[value] & 0xFF) << 8) | (header[value + 1] & 0xFF);
        return of(reference, header[value + 2] & 0xFF, header[value + 3] & 0xFF);
      }
      at = value + length;
    }
    return null;
  }

  /// Null when the numbers can't be, and when the whole message is one part.
  static @Nullable Concatenation of(int reference, int total, int index) {
    return total > 1 && index >= 1 && index <= total
        ? new Concatenation(reference, total, index)
        : null;
  }
}
