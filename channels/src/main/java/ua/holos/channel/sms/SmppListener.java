package ua.holos.channel.sms;

import java.util.concurrent.CompletableFuture;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands what one session receives to the inbox, and sees to the answers. Called by one thread.
final class SmppListener implements MessageReceiverListener {
  private static final Logger log = LoggerFactory.getLogger(SmppListener.class);

  /// An SMSC that doesn't wait for answers is slowed down here.
  private static final int MOST_AT_ONCE = 1000;

  private final SmppInbox inbox;
  private final SerialLanes lanes;
  private final DeferredAnswers answers;

  SmppListener(SmppInbox inbox, SerialLanes lanes, DeferredAnswers answers) {
    this.inbox = inbox;
    this.lanes = lanes;
    this.answers = answers;
  }

  @Override
  public void onAcceptDeliverSm(DeliverSm deliverSm) {
    int sequenceNumber = deliverSm.getSequenceNumber();
    SeenLately.Arrival arrival = inbox.arrival();
    if (lanes.busy() >= MOST_AT_ONCE) {
      answer(sequenceNumber, SMPPConstant.STAT_ESME_RX_T_APPN);
      return;
    }
    try {
      DeliveredPdu pdu = DeliveredPdu.of(deliverSm);
      answers.later(sequenceNumber, lanes.run(pdu.source(), () -> inbox.take(pdu, arrival)));
    } catch (RuntimeException e) {
      // A bug of ours; delivering it again would not help.
      log.error("A deliver_sm could not be read: {}", e.getClass().getName());
      answer(sequenceNumber, SMPPConstant.STAT_ESME_ROK);
    }
  }

  private void answer(int sequenceNumber, int status) {
    answers.later(sequenceNumber, CompletableFuture.completedFuture(status));
  }

  @Override
  public void onAcceptAlertNotification(AlertNotification alertNotification) {
    // A phone is back in the network: nothing that we have asked for.
  }

  @Override
  public DataSmResult onAcceptDataSm(DataSm dataSm, Session source) throws ProcessRequestException {
    throw new ProcessRequestException("data_sm isn't used", SMPPConstant.STAT_ESME_RINVCMDID);
  }
}
