package ua.holos.channel.sms;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jsmpp.DefaultPDUReader;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.socket.SocketConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import ua.holos.channel.support.BackOff;

/// Keeps one session with the SMSC, bound as a transceiver, while the application runs: started
/// last, stopped first. When a session ends the next one is tried for, with growing pauses.
final class SmppConnection implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(SmppConnection.class);
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
  private static final int RECEIVED_AT_ONCE = 1000;

  private final SmsSettings.Smpp settings;
  private final SenderAddress sender;
  private final SmppInbox inbox;
  private final SmsState state;
  private final BackOff backOff;
  private final Semaphore window;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final SerialLanes lanes = new SerialLanes(workers);
  private final List<Thread> threads = new ArrayList<>();
  private volatile @Nullable SMPPSession session;
  private volatile boolean running;

  SmppConnection(SmsSettings.Smpp settings, SmppInbox inbox, SmsState state, BackOff backOff) {
    this.settings = settings;
    this.sender = SenderAddress.of(settings.sender());
    this.inbox = inbox;
    this.state = state;
    this.backOff = backOff;
    this.window = new Semaphore(settings.window(), true);
  }

  /// Sends one part and waits for the answer.
  ///
  /// @param to digits without a plus
  /// @param body with the header when `esmClass` says that there is one
  SubmitAnswer submit(String to, byte dataCoding, int esmClass, byte[] body) {
    SMPPSession bound = session;
    if (bound == null) {
      return new SubmitAnswer.None("not connected");
    }
    try {
      if (!window.tryAcquire(settings.answerWithin().toMillis(), TimeUnit.MILLISECONDS)) {
        return new SubmitAnswer.None("the SMSC doesn't answer, the window is full");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new SubmitAnswer.None("interrupted");
    }
    try {
      return submit(bound, to, dataCoding, esmClass, body);
    } finally {
      window.release();
    }
  }

  private SubmitAnswer submit(
      SMPPSession bound, String to, byte dataCoding, int esmClass, byte[] body) {
    try {
      String id =
          bound
              .submitShortMessage(
                  "",
                  sender.ton(),
                  sender.npi(),
                  sender.address(),
                  TypeOfNumber.INTERNATIONAL,
                  NumberingPlanIndicator.ISDN,
                  to,
                  new ESMClass(esmClass),
                  (byte) 0,
                  (byte) 0,
                  null,
                  ValidityPeriod.of(settings.validity()),
                  new RegisteredDelivery(SMSCDeliveryReceipt.SUCCESS_FAILURE),
                  (byte) 0,
                  new RawDataCoding(dataCoding),
                  (byte) 0,
                  body)
              .getMessageId();
      return new SubmitAnswer.Taken(id == null ? "" : id);
    } catch (NegativeResponseException e) {
      return new SubmitAnswer.Refused(e.getCommandStatus());
    } catch (ResponseTimeoutException e) {
      return new SubmitAnswer.None("no answer in time");
    } catch (InvalidResponseException e) {
      return new SubmitAnswer.None("the answer isn't SMPP's");
    } catch (PDUException e) {
      // Not its message, which quotes the value.
      return new SubmitAnswer.Refused(SMPPConstant.STAT_ESME_RINVMSGLEN);
    } catch (IOException e) {
      return new SubmitAnswer.None("the connection broke");
    }
  }

  @Override
  public synchronized void start() {
    running = true;
    launch("smpp-session", this::keepSession);
    launch("smpp-parts", this::lookAfterParts);
  }

  private void launch(String name, Interruptible task) {
    threads.add(
        Thread.ofVirtual()
            .name(name)
            .start(() -> {
              try {
                task.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            }));
  }

  private void keepSession() throws InterruptedException {
    int failures = 0;
    while (running) {
      CountDownLatch ended = new CountDownLatch(1);
      try {
        SMPPSession bound = bind(ended);
        session = bound;
        state.now(SmsState.Standing.WORKING, "");
        failures = 0;
        ended.await();
        bound.close();
        if (running) {
          state.now(SmsState.Standing.UNREACHABLE, "the session ended");
        }
      } catch (IOException | RuntimeException e) {
        refused(e);
      } finally {
        end();
      }
      if (running) {
        Thread.sleep(backOff.after(++failures));
      }
    }
  }

  private SMPPSession bind(CountDownLatch ended) throws IOException {
    DeferredAnswers answers = new DeferredAnswers();
    SMPPSession next = new SMPPSession(answers, new DefaultPDUReader(), this::connect);
    // One thread keeps the order; what takes time is done in lanes.
    next.setPduProcessorDegree(1);
    next.setQueueCapacity(RECEIVED_AT_ONCE);
    next.setEnquireLinkTimer((int) settings.enquireLink().toMillis());
    next.setTransactionTimer(settings.answerWithin().toMillis());
    next.setMessageReceiverListener(new SmppListener(inbox, lanes, answers));
    next.addSessionStateListener((now, _, _) -> {
      if (now == SessionState.CLOSED || now == SessionState.UNBOUND) {
        ended.countDown();
      }
    });
    next.connectAndBind(
        settings.host(),
        settings.port(),
        new BindParameter(
            BindType.BIND_TRX,
            settings.systemId(),
            settings.password(),
            settings.systemType(),
            TypeOfNumber.UNKNOWN,
            NumberingPlanIndicator.UNKNOWN,
            null),
        settings.answerWithin().toMillis());
    return next;
  }

  private Connection connect(String host, int port) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(host, port), (int) CONNECT_WITHIN.toMillis());
      socket.setTcpNoDelay(true);
      return new SocketConnection(settings.tls() ? encrypted(socket, host, port) : socket);
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  private Socket encrypted(Socket socket, String host, int port) throws IOException {
    socket.setSoTimeout((int) settings.answerWithin().toMillis());
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket encrypted = (SSLSocket) factory.createSocket(socket, host, port, true);
    SSLParameters parameters = encrypted.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    encrypted.setSSLParameters(parameters);
    encrypted.startHandshake();
    return encrypted;
  }

  private void refused(Exception failure) {
    if (failure.getCause() instanceof NegativeResponseException negative) {
      int status = negative.getCommandStatus();
      SmsState.Standing standing =
          switch (status) {
            case SMPPConstant.STAT_ESME_RINVPASWD -> SmsState.Standing.PASSWORD_REFUSED;
            case SMPPConstant.STAT_ESME_RBINDFAIL, SMPPConstant.STAT_ESME_RINVSYSID ->
                SmsState.Standing.SYSTEM_ID_REFUSED;
            default -> SmsState.Standing.UNREACHABLE;
          };
      state.now(standing, SubmitStatus.name(status));
    } else {
      state.now(SmsState.Standing.UNREACHABLE, failure.getClass().getSimpleName());
    }
  }

  private void end() {
    if (session != null) {
      session = null;
      inbox.sessionEnded();
    }
  }

  private void lookAfterParts() throws InterruptedException {
    while (running) {
      try {
        inbox.deliverOverdue();
      } catch (RuntimeException e) {
        log.error("Incomplete messages could not be delivered: {}", e.getClass().getName());
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
  }

  @Override
  public synchronized void stop() {
    running = false;
    SMPPSession bound = session;
    if (bound != null) {
      bound.unbindAndClose();
    }
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      try {
        thread.join(Duration.ofSeconds(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    threads.clear();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @FunctionalInterface
  private interface Interruptible {
    void run() throws InterruptedException;
  }
}
