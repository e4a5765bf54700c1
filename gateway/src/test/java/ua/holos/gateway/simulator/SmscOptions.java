package ua.holos.gateway.simulator;

import java.math.BigInteger;
import java.time.InstantSource;
import java.util.Locale;

/// How an [SmscSimulator] is set up.
///
/// @param systemId that a client binds with
/// @param password that a client binds with
/// @param port 0 for a free one
/// @param clock for validity periods and speed
/// @param perSecond parts a second, beyond which a submit is answered 0x58
/// @param window parts at a time that may wait for their answer, beyond which it is 0x14
/// @param ids how message ids are written
/// @param receipts when receipts come
/// @param early receipts come before the answer to the submit that they are about
public record SmscOptions(
    String systemId,
    String password,
    int port,
    InstantSource clock,
    double perSecond,
    int window,
    MessageIds ids,
    Receipts receipts,
    boolean early) {

  /// A free port, 100 parts a second, a window of 50, ids as they should be, prompt receipts.
  public static final SmscOptions DEFAULT =
      new SmscOptions(
          "holos",
          "secret12",
          0,
          InstantSource.system(),
          100,
          50,
          MessageIds.SAME,
          Receipts.PROMPT,
          false);

  /// On this port.
  public SmscOptions on(int port) {
    return new SmscOptions(
        systemId, password, port, clock, perSecond, window, ids, receipts, early);
  }

  /// By this clock.
  public SmscOptions by(InstantSource clock) {
    return new SmscOptions(
        systemId, password, port, clock, perSecond, window, ids, receipts, early);
  }

  /// Bears so many parts a second; an infinite number is no limit.
  public SmscOptions bearing(double perSecond) {
    return new SmscOptions(
        systemId, password, port, clock, perSecond, window, ids, receipts, early);
  }

  /// With ids written this way.
  public SmscOptions with(MessageIds ids) {
    return new SmscOptions(
        systemId, password, port, clock, perSecond, window, ids, receipts, early);
  }

  /// With receipts of this kind.
  public SmscOptions with(Receipts receipts) {
    return new SmscOptions(
        systemId, password, port, clock, perSecond, window, ids, receipts, early);
  }

  /// With each receipt before the answer to its submit.
  public SmscOptions receiptsFirst() {
    return new SmscOptions(systemId, password, port, clock, perSecond, window, ids, receipts, true);
  }

  /// How a message id is written in the answer to a submit and in the receipt: operators differ.
  public enum MessageIds {
    /// Both alike, in hexadecimal.
    SAME,
    /// The answer in hexadecimal, the receipt in decimal.
    HEX_THEN_DECIMAL,
    /// The answer in decimal, the receipt in hexadecimal.
    DECIMAL_THEN_HEX,
    /// Both in decimal, the receipt with zeros before it.
    ZEROS_IN_RECEIPT;

    String inResponse(long id) {
      return switch (this) {
        case SAME, HEX_THEN_DECIMAL -> hex(id);
        case DECIMAL_THEN_HEX, ZEROS_IN_RECEIPT -> String.valueOf(id);
      };
    }

    String inReceipt(long id) {
      return switch (this) {
        case SAME, DECIMAL_THEN_HEX -> hex(id);
        case HEX_THEN_DECIMAL -> String.valueOf(id);
        case ZEROS_IN_RECEIPT -> "%020d".formatted(BigInteger.valueOf(id));
      };
    }

    private static String hex(long id) {
      return Long.toHexString(id).toUpperCase(Locale.ROOT);
    }
  }
}
