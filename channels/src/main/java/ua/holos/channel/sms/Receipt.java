package ua.holos.channel.sms;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.message.MessageStatus;

/// A delivery receipt (SMPP 3.4, appendix B): `id:6699 sub:001 dlvrd:001 submit date:… done date:…
/// stat:DELIVRD err:000 text:…`, or the same in parameters. Its dates are without a zone and are
/// not read.
///
/// @param ids the message's id as the receipt writes it, one or two readings, the likelier first:
///   the parameter is meant to repeat the `submit_sm_resp`, the text is as each maker likes
/// @param error the network's code, letters and digits, may be empty
record Receipt(List<String> ids, State state, String error) {
  private static final int LONGEST_ID = 64;
  private static final int LONGEST_ERROR = 16;

  Receipt {
    ids = List.copyOf(ids);
  }

  /// Where a message can stand (SMPP 3.4, 5.2.28).
  enum State {
    ENROUTE(MessageStatus.SENT),
    DELIVERED(MessageStatus.DELIVERED),
    EXPIRED(MessageStatus.FAILED),
    DELETED(MessageStatus.FAILED),
    UNDELIVERABLE(MessageStatus.FAILED),
    /// An operator's centre has it: for most on the way, and not the end.
    ACCEPTED(MessageStatus.SENT),
    /// The SMSC doesn't know, so we don't: it may well have arrived.
    UNKNOWN(MessageStatus.SENT),
    REJECTED(MessageStatus.FAILED);

    private final MessageStatus status;

    State(MessageStatus status) {
      this.status = status;
    }

    MessageStatus status() {
      return status;
    }

    private static State numbered(int number) {
      return switch (number) {
        case 0, 1 -> ENROUTE;
        case 2 -> DELIVERED;
        case 3 -> EXPIRED;
        case 4 -> DELETED;
        case 5, 9 -> UNDELIVERABLE;
        case 6 -> ACCEPTED;
        case 8 -> REJECTED;
        default -> UNKNOWN;
      };
    }

    /// By the first letters: `DELIVRD`, `DELIVERED` and `DELIVRED` are all about.
    private static State named(String name) {
      String letters = name.toUpperCase(Locale.ROOT);
      return switch (letters.length() > 5 ? letters.substring(0, 5) : letters) {
        case "DELIV" -> DELIVERED;
        case "EXPIR" -> EXPIRED;
        case "DELET" -> DELETED;
        case "UNDEL", "FAILE" -> UNDELIVERABLE;
        case "ACCEP" -> ACCEPTED;
        case "REJEC" -> REJECTED;
        case "ENROU", "SCHED", "BUFFE", "BUFFR" -> ENROUTE;
        default -> UNKNOWN;
      };
    }
  }

  /// What the platform said, for the record: `undeliverable 00B`.
  String reason() {
    String name = state.name().toLowerCase(Locale.ROOT);
    return error.isEmpty() ? name : name + " " + error;
  }

  /// Reads a receipt; null when it names no message or no state.
  static @Nullable Receipt read(DeliveredPdu pdu) {
    String text = new String(pdu.userText(), StandardCharsets.ISO_8859_1);
    String lower = text.toLowerCase(Locale.ROOT);
    // What follows are the first words of the message, which may look like anything.
    int end = find(lower, "text:", lower.length());
    int until = end < 0 ? lower.length() : end;

    List<String> ids = new ArrayList<>(2);
    byte[] parameter = pdu.tlvs().get(DeliveredPdu.RECEIPTED_MESSAGE_ID);
    if (parameter != null) {
      add(ids, cString(parameter));
    }
    add(ids, field(text, lower, "id:", until));
    if (ids.isEmpty()) {
      return null;
    }
    byte[] number = pdu.tlvs().get(DeliveredPdu.MESSAGE_STATE);
    String name = field(text, lower, "stat:", until);
    if ((number == null || number.length == 0) && name.isEmpty()) {
      return null;
    }
    State state =
        number != null && number.length > 0 ? State.numbered(number[0]) : State.named(name);
    return new Receipt(ids, state, clean(field(text, lower, "err:", until), LONGEST_ERROR));
  }

  private static void add(List<String> ids, String id) {
    String clean = clean(id, LONGEST_ID);
    if (!clean.isEmpty() && !ids.contains(clean)) {
      ids.add(clean);
    }
  }

  private static String cString(byte[] bytes) {
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
  }

  private static String field(String text, String lower, String name, int until) {
    int at = find(lower, name, until);
    if (at < 0) {
      return "";
    }
    int start = at + name.length();
    int end = start;
    while (end < until && text.charAt(end) > ' ') {
      end++;
    }
    return text.substring(Math.min(start, until), end < start ? start : end);
  }

  /// Where a field's name stands, at the beginning of a word.
  private static int find(String lower, String name, int until) {
    int at = lower.indexOf(name);
    while (at > 0 && at < until && lower.charAt(at - 1) > ' ') {
      at = lower.indexOf(name, at + 1);
    }
    return at < until ? at : -1;
  }

  private static String clean(String value, int longest) {
    StringBuilder clean = new StringBuilder();
    for (int i = 0; i < value.length() && clean.length() < longest; i++) {
      char c = value.charAt(i);
      if (c > ' ' && c < 0x7F) {
        clean.append(c);
      }
    }
    return clean.toString();
  }
}
