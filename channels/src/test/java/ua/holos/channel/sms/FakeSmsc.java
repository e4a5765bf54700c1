package ua.holos.channel.sms;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.EnquireLink;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;
import org.jspecify.annotations.Nullable;

/// An SMSC in this process: takes binds and submits as it is told to, and delivers.
final class FakeSmsc implements AutoCloseable, ServerMessageReceiverListener {
  final int port;
  final List<SubmitSm> submits = new CopyOnWriteArrayList<>();
  final List<BindRequest> binds = new CopyOnWriteArrayList<>();
  final AtomicInteger enquiries = new AtomicInteger();
  final AtomicInteger waiting = new AtomicInteger();
  final AtomicInteger mostWaiting = new AtomicInteger();

  /// Status of the answer to a bind, 0 to accept.
  volatile int bindStatus;

  /// Status of the answer to the n-th submit, 0 to accept.
  volatile IntFunction<Integer> submitStatus = _ -> 0;

  /// The message id for the n-th submit, from 1.
  volatile IntFunction<String> messageId = n -> "%08X".formatted(0xA0000 + n);

  /// Submits aren't answered before this is open.
  volatile CountDownLatch answers = new CountDownLatch(0);

  /// Called with the n-th message's id before its submit is answered.
  volatile java.util.function.Consumer<String> beforeAnswer = _ -> {};

  private final AtomicInteger counter = new AtomicInteger();
  private final List<SMPPServerSession> sessions = new CopyOnWriteArrayList<>();
  private volatile @Nullable SMPPServerSessionListener listener;

  FakeSmsc() {
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start();
  }

  void start() {
    try {
      SMPPServerSessionListener next = new SMPPServerSessionListener(port);
      next.setPduProcessorDegree(50);
      next.setQueueCapacity(2000);
      listener = next;
      Thread.ofVirtual().start(() -> accept(next));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("ReferenceEquality") // This one, not one like it.
  private void accept(SMPPServerSessionListener next) {
    while (listener == next) {
      try {
        SMPPServerSession session = next.accept();
        session.setMessageReceiverListener(this);
        session.setTransactionTimer(10_000);
        Thread.ofVirtual().start(() -> bind(session));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void bind(SMPPServerSession session) {
    try {
      BindRequest request = session.waitForBind(5000);
      binds.add(request);
      if (bindStatus == 0) {
        request.accept("smsc");
        sessions.add(session);
      } else {
        request.reject(bindStatus);
      }
    } catch (Exception e) {
      session.close();
    }
  }

  /// Ends the connections without a word.
  void dropConnections() {
    sessions.forEach(SMPPServerSession::close);
    sessions.clear();
  }

  /// Is gone until the next [#start()].
  void die() {
    close();
  }

  @Override
  public void close() {
    SMPPServerSessionListener old = listener;
    listener = null;
    try {
      if (old != null) {
        old.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    dropConnections();
  }

  /// Waits until somebody is bound.
  SMPPServerSession session() {
    if (!isBound()) {
      await()
          .atMost(20, TimeUnit.SECONDS)
          .pollInterval(5, TimeUnit.MILLISECONDS)
          .until(this::isBound);
    }
    return sessions.getLast();
  }

  private boolean isBound() {
    return !sessions.isEmpty() && sessions.getLast().getSessionState().isBound();
  }

  /// Delivers and waits for the answer.
  ///
  /// @return its status, -1 when there was none
  int deliver(
      int esmClass, int dataCoding, String from, byte[] body, OptionalParameter... parameters) {
    return deliver(TypeOfNumber.INTERNATIONAL, from, esmClass, dataCoding, body, parameters);
  }

  int deliver(
      TypeOfNumber ton,
      String from,
      int esmClass,
      int dataCoding,
      byte[] body,
      OptionalParameter... parameters) {
    try {
      session()
          .deliverShortMessage(
              "",
              ton,
              NumberingPlanIndicator.ISDN,
              from,
              TypeOfNumber.UNKNOWN,
              NumberingPlanIndicator.ISDN,
              "1551",
              new ESMClass(esmClass),
              (byte) 0,
              (byte) 0,
              new RegisteredDelivery(0),
              new RawDataCoding((byte) dataCoding),
              body,
              parameters);
      return 0;
    } catch (NegativeResponseException e) {
      return e.getCommandStatus();
    } catch (Exception e) {
      return -1;
    }
  }

  @Override
  public SubmitSmResult onAcceptSubmitSm(SubmitSm submitSm, SMPPServerSession source)
      throws ProcessRequestException {
    int number = counter.incrementAndGet();
    int now = waiting.incrementAndGet();
    mostWaiting.accumulateAndGet(now, Math::max);
    try {
      int status = submitStatus.apply(number);
      if (status != 0) {
        throw new ProcessRequestException("as told", status);
      }
      submits.add(submitSm);
      String id = messageId.apply(number);
      beforeAnswer.accept(id);
      answers.await();
      return new SubmitSmResult(new MessageId(id), new OptionalParameter[0]);
    } catch (InterruptedException e) {
      throw new ProcessRequestException("interrupted", 8);
    } catch (org.jsmpp.PDUStringException e) {
      throw new IllegalStateException(e);
    } finally {
      waiting.decrementAndGet();
    }
  }

  /// What was submitted, each text whole, whatever order its parts came in.
  List<String> texts() {
    List<String> texts = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    for (SubmitSm submit : submits) {
      byte[] body = submit.getShortMessage();
      boolean header = (submit.getEsmClass() & 0x40) != 0;
      int start = header ? 1 + body[0] : 0;
      byte[] text = java.util.Arrays.copyOfRange(body, start, body.length);
      open.append(IncomingText.read(submit.getDataCoding(), text, DefaultAlphabet.GSM));
      if (!header || body[4] == body[5]) {
        texts.add(open.toString());
        open.setLength(0);
      }
    }
    return texts;
  }

  @Override
  public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti submitMulti, SMPPServerSession source)
      throws ProcessRequestException {
    throw new ProcessRequestException("not here", 3);
  }

  @Override
  public QuerySmResult onAcceptQuerySm(QuerySm querySm, SMPPServerSession source)
      throws ProcessRequestException {
    throw new ProcessRequestException("not here", 3);
  }

  @Override
  public void onAcceptReplaceSm(ReplaceSm replaceSm, SMPPServerSession source)
      throws ProcessRequestException {
    throw new ProcessRequestException("not here", 3);
  }

  @Override
  public void onAcceptCancelSm(CancelSm cancelSm, SMPPServerSession source)
      throws ProcessRequestException {
    throw new ProcessRequestException("not here", 3);
  }

  @Override
  public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm broadcastSm, SMPPServerSession source)
      throws ProcessRequestException {
    throw new ProcessRequestException("not here", 3);
  }

  @Override
  public void onAcceptCancelBroadcastSm(
      CancelBroadcastSm cancelBroadcastSm, SMPPServerSession source)
      throws ProcessRequestException {
    throw new ProcessRequestException("not here", 3);
  }

  @Override
  public QueryBroadcastSmResult onAcceptQueryBroadcastSm(
      QueryBroadcastSm queryBroadcastSm, SMPPServerSession source) throws ProcessRequestException {
    throw new ProcessRequestException("not here", 3);
  }

  @Override
  public DataSmResult onAcceptDataSm(DataSm dataSm, Session source) throws ProcessRequestException {
    throw new ProcessRequestException("not here", 3);
  }

  @Override
  public void onAcceptEnquireLink(EnquireLink enquireLink, Session source) {
    enquiries.incrementAndGet();
  }
}
