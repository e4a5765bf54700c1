package ua.holos.channel.sms;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jsmpp.DefaultPDUSender;
import org.jsmpp.SMPPConstant;
import org.jsmpp.SynchronizedPDUSender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes the answers to `deliver_sm` when they are known. jsmpp answers as soon as its listener
/// returns; but a listener that waited for the inbox would hold up the answers to our own submits,
/// which are read by the same thread. One for each session.
final class DeferredAnswers extends SynchronizedPDUSender {
  private static final Logger log = LoggerFactory.getLogger(DeferredAnswers.class);
  private static final byte[] NOTHING = {};

  /// By sequence number.
  private final Map<Integer, CompletableFuture<Integer>> awaited = new ConcurrentHashMap<>();

  DeferredAnswers() {
    super(new DefaultPDUSender());
  }

  /// The answer to a `deliver_sm` will be this `command_status`.
  void later(int sequenceNumber, CompletableFuture<Integer> status) {
    awaited.put(sequenceNumber, status);
  }

  @Override
  public byte[] sendDeliverSmResp(
      OutputStream os, int commandStatus, int sequenceNumber, String messageId) throws IOException {
    CompletableFuture<Integer> status = awaited.remove(sequenceNumber);
    if (status == null) {
      return super.sendDeliverSmResp(os, commandStatus, sequenceNumber, messageId);
    }
    var _ =
        status.whenComplete((known, failure) ->
            send(os, failure == null ? known : SMPPConstant.STAT_ESME_RX_T_APPN, sequenceNumber));
    return NOTHING;
  }

  private void send(OutputStream os, int status, int sequenceNumber) {
    try {
      super.sendDeliverSmResp(os, status, sequenceNumber, "");
    } catch (IOException e) {
      log.info("The SMSC was gone before its message was answered; it will deliver it again");
    }
  }
}
