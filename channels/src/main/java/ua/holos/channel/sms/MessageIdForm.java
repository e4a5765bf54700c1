package ua.holos.channel.sms;

import java.math.BigInteger;

/// How an SMSC writes a message's id in its answer to a submit, and in receipts.
enum MessageIdForm {
  /// Found out from the ids themselves.
  AUTO,
  /// The same in both.
  SAME,
  /// Hexadecimal in the answer (`1A2B`), decimal in receipts (`6699`).
  HEX_DECIMAL,
  /// Decimal in the answer, hexadecimal in receipts.
  DECIMAL_HEX;

  /// An id without what differs between writings of one number: lower case, no leading zeros.
  static String canonical(String id) {
    String lower = id.strip().toLowerCase(java.util.Locale.ROOT);
    int start = 0;
    while (start < lower.length() - 1 && lower.charAt(start) == '0') {
      start++;
    }
    return lower.substring(start);
  }

  /// What the answer to the submit said, by a receipt's canonical id; the id itself when it isn't a
  /// number of that kind.
  String answered(String receiptId) {
    return switch (this) {
      case AUTO, SAME -> receiptId;
      case HEX_DECIMAL -> isDecimal(receiptId) ? hex(receiptId) : receiptId;
      case DECIMAL_HEX -> isHex(receiptId) ? decimal(receiptId) : receiptId;
    };
  }

  static boolean isDecimal(String id) {
    return !id.isEmpty() && id.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  static boolean isHex(String id) {
    return !id.isEmpty()
        && id.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  static String hex(String decimal) {
    return new BigInteger(decimal).toString(16);
  }

  static String decimal(String hex) {
    return new BigInteger(hex, 16).toString();
  }
}
