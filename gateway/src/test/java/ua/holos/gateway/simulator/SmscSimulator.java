package ua.holos.gateway.simulator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.ServerResponseDeliveryAdapter;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;

/// A short message service centre in this process, by SMPP 3.4: it takes parts, shows them on
/// phones, sends receipts as unruly as real ones, and what people write.
///
/// ```
/// try (SmscSimulator smsc = SmscSimulator.start()) {
///   // start Holos with --holos.sms.smpp.host=127.0.0.1 --holos.sms.smpp.port=<smsc.port()> …
///   smsc.writes("380670001122", "4321", "На Хрещатику 25 немає води");
///   await().until(() -> !smsc.received("380670001122").isEmpty());
/// }
/// ```
public final class SmscSimulator implements AutoCloseable {

  /// A message as a phone shows it.
  ///
  /// @param parts that it came in, and that are paid for
  public record Sms(String sender, String text, int parts) {}

  /// What a phone does with what comes.
  public enum PhoneState {
    /// Shows it; the receipt says `DELIVRD`.
    ON,
    /// Is switched off: parts wait, then arrive or expire.
    OFF,
    /// Shows it, but its operator never sends receipts.
    WITHOUT_RECEIPTS,
    /// Doesn't exist any more: `UNDELIV`.
    UNREACHABLE
  }

  private static final byte UCS2 = 8;
  private static final byte WITH_HEADER = 0x40;
  private static final int ALONE = 70;
  private static final int IN_PARTS = 67;

  private final SmscOptions options;
  private final ReceiptTimer timer;
  private final SmscSubmits submits;
  private final SmscLink link;
  private final AtomicInteger references = new AtomicInteger(1);

  private SmscSimulator(SmscOptions options) {
    this.options = options;
    this.timer = new ReceiptTimer(options.receipts());
    this.submits = new SmscSubmits(options, timer, this::deliver);
    this.link = new SmscLink(options, new Listener(), new Answers());
  }

  /// Starts on a free port.
  public static SmscSimulator start() {
    return start(SmscOptions.DEFAULT);
  }

  /// Starts as told.
  public static SmscSimulator start(SmscOptions options) {
    return new SmscSimulator(options);
  }

  private void deliver(SmscLink.Delivery delivery) {
    link.deliver(delivery);
  }

  /// What `holos.sms.smpp.port` has to be; the host is `127.0.0.1`.
  public int port() {
    return link.port();
  }

  /// What `holos.sms.smpp.system-id` has to be.
  public String systemId() {
    return options.systemId();
  }

  /// What `holos.sms.smpp.password` has to be.
  public String password() {
    return options.password();
  }

  /// Somebody writes from their phone to a short number; beyond 70 characters in parts of 67.
  public void writes(String phone, String to, String text) {
    List<String> parts = cut(text);
    int reference = references.getAndIncrement() & 0xff;
    for (int i = 0; i < parts.size(); i++) {
      byte[] content = parts.get(i).getBytes(StandardCharsets.UTF_16BE);
      boolean alone = parts.size() == 1;
      byte[] header =
          alone
              ? new byte[0]
              : new byte[] {5, 0, 3, (byte) reference, (byte) parts.size(), (byte) (i + 1)};
      byte[] all =
          ByteBuffer.allocate(header.length + content.length).put(header).put(content).array();
      link.deliver(
          new SmscLink.Delivery(phone.replace("+", ""), to, alone ? 0 : WITH_HEADER, UCS2, all));
    }
  }

  private static List<String> cut(String text) {
    if (text.length() <= ALONE) {
      return List.of(text);
    }
    List<String> parts = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int to = Math.min(text.length(), from + IN_PARTS);
      if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
        to--;
      }
      parts.add(text.substring(from, to));
      from = to;
    }
    return parts;
  }

  /// A phone is switched off or on, or loses its receipts, or its number.
  public void becomes(String phone, PhoneState state) {
    submits.change(phone, state);
  }

  /// What is past its validity while the phone is off is reported `EXPIRED`.
  public void expires(String phone) {
    submits.expire(phone);
  }

  // What is seen from outside.

  /// The messages that a phone shows, whole, in order.
  public List<Sms> received(String phone) {
    return submits.phone(phone).received();
  }

  /// Is told of each whole message as a phone shows it.
  public void onReceived(String phone, Consumer<Sms> listener) {
    submits.phone(phone).onReceived(listener);
  }

  /// What a phone does with what comes.
  public PhoneState state(String phone) {
    return submits.phone(phone).state();
  }

  /// How many parts were taken, and are paid for.
  public int parts() {
    return submits.parts();
  }

  /// How many submits were answered 0x58.
  public int throttled() {
    return submits.throttled();
  }

  /// How many submits were refused for another reason: an address, a length, the window.
  public int refused() {
    return submits.refused();
  }

  /// The most submits that were under way at a time.
  public int mostUnderWay() {
    return submits.mostUnderWay();
  }

  /// How many sessions are bound.
  public int sessions() {
    return link.sessions();
  }

  /// How many binds had the wrong name or password.
  public int refusedBinds() {
    return link.refusedBinds();
  }

  /// How many incoming messages and receipts wait for a session.
  public int waiting() {
    return link.waiting();
  }

  // What goes wrong.

  /// All connections are cut; new ones are taken.
  public void cutsConnections() {
    link.cut();
  }

  /// All connections are cut, and no new ones are taken until [#comesBack()].
  public void goesAway() {
    link.hangUp();
  }

  /// Listens again.
  public void comesBack() {
    link.open();
  }

  private final class Answers extends ServerResponseDeliveryAdapter {
    @Override
    public void onSubmitSmRespSent(SubmitSmResult result, SMPPServerSession session) {
      submits.answered(result.getMessageId());
    }

    @Override
    public void onSubmitSmRespError(SubmitSmResult result, Exception e, SMPPServerSession session) {
      // The client doesn't know that it was taken; it was.
      submits.answered(result.getMessageId());
    }
  }

  /// Only `submit_sm` is spoken here.
  private final class Listener implements ServerMessageReceiverListener {
    private ProcessRequestException unknown() {
      return new ProcessRequestException("not supported", SMPPConstant.STAT_ESME_RINVCMDID);
    }

    @Override
    public SubmitSmResult onAcceptSubmitSm(SubmitSm submit, SMPPServerSession session)
        throws ProcessRequestException {
      return submits.take(submit);
    }

    @Override
    public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti submit, SMPPServerSession session)
        throws ProcessRequestException {
      throw unknown();
    }

    @Override
    public QuerySmResult onAcceptQuerySm(QuerySm query, SMPPServerSession session)
        throws ProcessRequestException {
      throw unknown();
    }

    @Override
    public void onAcceptReplaceSm(ReplaceSm replace, SMPPServerSession session)
        throws ProcessRequestException {
      throw unknown();
    }

    @Override
    public void onAcceptCancelSm(CancelSm cancel, SMPPServerSession session)
        throws ProcessRequestException {
      throw unknown();
    }

    @Override
    public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm broadcast, SMPPServerSession session)
        throws ProcessRequestException {
      throw unknown();
    }

    @Override
    public void onAcceptCancelBroadcastSm(CancelBroadcastSm cancel, SMPPServerSession session)
        throws ProcessRequestException {
      throw unknown();
    }

    @Override
    public QueryBroadcastSmResult onAcceptQueryBroadcastSm(
        QueryBroadcastSm query, SMPPServerSession session) throws ProcessRequestException {
      throw unknown();
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm data, Session session)
        throws ProcessRequestException {
      throw unknown();
    }
  }

  @Override
  public void close() {
    timer.close();
    link.close();
  }
}
