package ua.holos.channel.sms;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import org.jsmpp.SMPPConstant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ua.holos.bot.channel.InboundSink;
import ua.holos.bot.channel.InboundUpdate;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.Content;
import ua.holos.channel.support.TypedText;
import ua.holos.channel.support.WellFormedText;

/// Puts what an SMSC delivers into the inbox: messages and receipts. Times are our own, because an
/// SMSC gives none, or without a zone.
final class SmppInbox {
  private static final Logger log = LoggerFactory.getLogger(SmppInbox.class);

  private final InboundSink sink;
  private final InstantSource clock;
  private final MeterRegistry meters;
  private final DefaultAlphabet alphabet;
  private final MessageIds ids;
  private final InboundParts parts;
  private final @Nullable ContactUrn ourselves;
  private final SeenLately seen = new SeenLately();

  /// @param sender from whom our messages come
  SmppInbox(
      InboundSink sink,
      InstantSource clock,
      MeterRegistry meters,
      DefaultAlphabet alphabet,
      MessageIds ids,
      InboundParts parts,
      SenderAddress sender) {
    this.sink = sink;
    this.clock = clock;
    this.meters = meters;
    this.alphabet = alphabet;
    this.ids = ids;
    this.parts = parts;
    this.ourselves = Recipient.of(sender.ton().value(), sender.address());
  }

  /// Takes what arrived; returns when it is safe, or is nothing that matters.
  ///
  /// @return the `command_status` to answer with: 0, or `ESME_RX_T_APPN` when the SMSC has to try
  ///   again
  int take(DeliveredPdu pdu, SeenLately.Arrival arrival) {
    if (pdu.isReceipt()) {
      return takeReceipt(pdu);
    }
    if (!pdu.isMessage()) {
      return pass("acknowledgement", "ignored");
    }
    ContactUrn from = Recipient.of(pdu.sourceTon(), pdu.source());
    return from == null ? pass("message", "unanswerable") : takeMessage(pdu, from, arrival);
  }

  private int takeReceipt(DeliveredPdu pdu) {
    Receipt receipt = Receipt.read(pdu);
    if (receipt == null) {
      return pass("receipt", "unreadable");
    }
    ContactUrn to = recipient(receipt, pdu);
    if (to == null) {
      return pass("receipt", "without-number");
    }
    String externalId = ids.reported(receipt.ids());
    return store(
        "receipt",
        new InboundUpdate.DeliveryReported(
            Recipient.TEL,
            "receipt:" + externalId + ":" + receipt.state(),
            to,
            clock.instant(),
            externalId,
            receipt.state().status(),
            receipt.reason()));
  }

  /// A receipt comes from the person's number; some SMSCs leave the addresses as they were in the
  /// message. Never ourselves, to whom nothing was sent.
  private @Nullable ContactUrn recipient(Receipt receipt, DeliveredPdu pdu) {
    ContactUrn known = ids.recipient(receipt.ids());
    if (known != null) {
      return known;
    }
    ContactUrn source = Recipient.of(pdu.sourceTon(), pdu.source());
    if (source != null && !source.equals(ourselves)) {
      return source;
    }
    ContactUrn destination = Recipient.of(0, pdu.destination());
    return destination == null || destination.equals(ourselves) ? null : destination;
  }

  private int takeMessage(DeliveredPdu pdu, ContactUrn from, SeenLately.Arrival arrival) {
    String text = IncomingText.read(pdu.dataCoding(), pdu.userText(), alphabet);
    Concatenation concatenation = pdu.concatenation();
    if (text != null && concatenation != null) {
      return takePart(
          new InboundPart(from.path(), pdu.destination(), concatenation, arrival.at(), text));
    }
    Content content =
        text == null ? new Content.Unsupported("other") : TypedText.of(WellFormedText.of(text));
    String print = Fingerprint.of(from.path(), pdu.destination(), text == null ? bytes(pdu) : text);
    String id = seen.id(print, arrival.at());
    int status = store("message", message(id, from, arrival.at(), content));
    seen.answered(print, arrival, clock.instant(), status == SMPPConstant.STAT_ESME_ROK);
    return status;
  }

  private static String bytes(DeliveredPdu pdu) {
    return Arrays.toString(pdu.userText());
  }

  private int takePart(InboundPart part) {
    if (parts.isKnown(part)) {
      return pass("part", "duplicate");
    }
    InboundParts.Joined other = parts.displaced(part);
    if (other != null && deliver(other) != SMPPConstant.STAT_ESME_ROK) {
      return SMPPConstant.STAT_ESME_RX_T_APPN;
    }
    InboundParts.Joined whole;
    try {
      whole = parts.keep(part);
    } catch (UncheckedIOException e) {
      log.error("{}: {}", e.getMessage(), String.valueOf(e.getCause()));
      return SMPPConstant.STAT_ESME_RX_T_APPN;
    }
    return whole == null ? pass("part", "waits") : deliver(whole);
  }

  /// Delivers messages that have waited long enough for a part that doesn't come.
  void deliverOverdue() {
    for (InboundParts.Joined joined : parts.overdue(clock.instant())) {
      if (deliver(joined) == SMPPConstant.STAT_ESME_ROK) {
        meters.counter("holos.sms.received", "kind", "message", "result", "incomplete").increment();
      }
    }
  }

  private int deliver(InboundParts.Joined joined) {
    InboundPart first = joined.parts().getFirst();
    int status =
        store(
            "message",
            message(
                joined.id(),
                new ContactUrn(Recipient.TEL.code(), first.source()),
                joined.arrived(),
                TypedText.of(WellFormedText.of(joined.text()))));
    if (status == SMPPConstant.STAT_ESME_ROK) {
      parts.done(joined);
    }
    return status;
  }

  private static InboundUpdate message(
      String id, ContactUrn from, Instant arrived, Content content) {
    return new InboundUpdate.MessageArrived(
        Recipient.TEL, "message:" + id, from, arrived, content, id, null);
  }

  private int store(String kind, InboundUpdate update) {
    try {
      InboundSink.Acceptance acceptance = sink.accept(update);
      return pass(kind, acceptance == InboundSink.Acceptance.DUPLICATE ? "duplicate" : "taken");
    } catch (RuntimeException e) {
      // Not the exception's message: it might quote the citizen.
      log.warn("An SMS {} was not stored, the SMSC is asked to try again: {}", kind, e.getClass());
      meters.counter("holos.sms.received", "kind", kind, "result", "not-stored").increment();
      return SMPPConstant.STAT_ESME_RX_T_APPN;
    }
  }

  private int pass(String kind, String result) {
    meters.counter("holos.sms.received", "kind", kind, "result", result).increment();
    return SMPPConstant.STAT_ESME_ROK;
  }

  /// A session ended: what was answered last may be delivered again.
  void sessionEnded() {
    seen.sessionEnded(clock.instant());
  }

  /// Something arrives at this moment.
  SeenLately.Arrival arrival() {
    return seen.arrival(clock.instant());
  }
}
