package ua.holos.channel.sms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ua.holos.bot.message.ContactUrn;

/// Makes one string of the ids that the answer to a submit and its receipts bear, however the SMSC
/// writes them: with leading zeros or without, in either case, in hexadecimal or decimal.
///
/// Case and zeros are always settled. The base can be told for certain only where letters are: an
/// answer `1A2B` and a receipt `6699` are the same number, and `1A2B` can't be decimal. The first
/// such pair settles the base for good. Numbers without letters decide nothing: they count as
/// written the same in both. What was learnt is lost with the process; where the bases differ,
/// `holos.sms.smpp.message-id` should say so.
final class MessageIds {
  private static final Logger log = LoggerFactory.getLogger(MessageIds.class);
  private static final int REMEMBERED = 100_000;

  private final boolean learning;
  private MessageIdForm form;
  private final Map<String, ContactUrn> sent = new Recent<>();

  /// Canonical ids of answers, by how a receipt in the other base would write them.
  private final Map<String, String> otherBase = new Recent<>();

  /// Receipts of messages whose answers haven't come yet.
  private final Map<String, Boolean> early = new Recent<>();

  /// Ids that were given out in the form of an early receipt.
  private final Map<String, String> given = new Recent<>();

  MessageIds(MessageIdForm form) {
    this.learning = form == MessageIdForm.AUTO;
    this.form = form;
  }

  /// The external id of a message that the SMSC took under this id.
  synchronized String accepted(String answerId, ContactUrn to) {
    String id = MessageIdForm.canonical(answerId);
    sent.put(id, to);
    String other = inOtherBase(id);
    if (other == null) {
      return id;
    }
    otherBase.put(other, id);
    if (form == MessageIdForm.AUTO && !early.containsKey(id) && early.containsKey(other)) {
      // A receipt was faster than the answer and has been reported as it was written.
      learn(base(id));
      given.put(id, other);
      return other;
    }
    return id;
  }

  /// The external id of the message that a receipt is about.
  ///
  /// @param receiptIds readings of it, the likelier first, at least one
  synchronized String reported(List<String> receiptIds) {
    for (String receiptId : receiptIds) {
      String known = known(MessageIdForm.canonical(receiptId));
      if (known != null) {
        return given.getOrDefault(known, known);
      }
    }
    String unknown = MessageIdForm.canonical(receiptIds.getFirst());
    early.put(unknown, true);
    String answered = form.answered(unknown);
    return given.getOrDefault(answered, answered);
  }

  /// To whom a message was sent; null when it was long ago, or by another process.
  synchronized @Nullable ContactUrn recipient(List<String> receiptIds) {
    for (String receiptId : receiptIds) {
      String known = known(MessageIdForm.canonical(receiptId));
      if (known != null) {
        return sent.get(known);
      }
    }
    return null;
  }

  private @Nullable String known(String receiptId) {
    String answered = form.answered(receiptId);
    if (form != MessageIdForm.AUTO) {
      if (sent.containsKey(answered)) {
        return answered;
      }
      if (learning && sent.containsKey(receiptId) && !MessageIdForm.isDecimal(receiptId)) {
        // It speaks against what was learnt: better start anew.
        learn(MessageIdForm.SAME);
        return receiptId;
      }
      return null;
    }
    if (sent.containsKey(receiptId)) {
      if (!MessageIdForm.isDecimal(receiptId)) {
        learn(MessageIdForm.SAME);
      }
      return receiptId;
    }
    String id = otherBase.get(receiptId);
    if (id != null) {
      learn(base(id));
    }
    return id;
  }

  /// How a receipt in the other base would write an answer's id; null where that proves nothing.
  private static @Nullable String inOtherBase(String id) {
    if (MessageIdForm.isDecimal(id)) {
      String hex = MessageIdForm.hex(id);
      return MessageIdForm.isDecimal(hex) ? null : hex;
    }
    return MessageIdForm.isHex(id) ? MessageIdForm.decimal(id) : null;
  }

  private static MessageIdForm base(String answerId) {
    return MessageIdForm.isDecimal(answerId)
        ? MessageIdForm.DECIMAL_HEX
        : MessageIdForm.HEX_DECIMAL;
  }

  private void learn(MessageIdForm learnt) {
    if (form == learnt) {
      return;
    }
    form = learnt;
    if (learnt == MessageIdForm.SAME) {
      log.info("The SMSC writes message ids in receipts as in its answers");
    } else {
      log.info(
          "The SMSC writes message ids in receipts in another base than in its answers;"
              + " holos.sms.smpp.message-id={} makes Holos know it from the start",
          learnt == MessageIdForm.HEX_DECIMAL ? "hex-decimal" : "decimal-hex");
    }
  }

  /// The oldest are forgotten.
  private static final class Recent<V> extends LinkedHashMap<String, V> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
      return size() > REMEMBERED;
    }
  }
}
