package ua.holos.gateway.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.ServerResponseDeliveryListener;
import org.jsmpp.session.connection.ServerConnection;
import org.jsmpp.session.connection.ServerConnectionFactory;
import org.jsmpp.session.connection.socket.ServerSocketConnection;
import org.jspecify.annotations.Nullable;

/// The centre's connections: who binds with the right name and password may submit, and takes what
/// is for them. What nobody is there to take waits, and goes out in order.
final class SmscLink implements AutoCloseable {

  /// A `deliver_sm` to the client: an incoming message, or a receipt.
  record Delivery(
      String from,
      String to,
      byte esmClass,
      byte coding,
      byte[] content,
      CompletableFuture<?> done) {

    Delivery(String from, String to, byte esmClass, byte coding, byte[] content) {
      this(from, to, esmClass, coding, content, new CompletableFuture<>());
    }
  }

  private static final int BIND_TIME = 5_000;
  private static final int THREADS = 64;
  private static final int QUEUE = 10_000;

  private final SmscOptions options;
  private final ServerMessageReceiverListener submits;
  private final ServerResponseDeliveryListener answers;
  private final List<SMPPServerSession> bound = new CopyOnWriteArrayList<>();
  private final BlockingDeque<Delivery> deliveries = new LinkedBlockingDeque<>();
  private final AtomicInteger refusedBinds = new AtomicInteger();
  private final AtomicInteger turn = new AtomicInteger();
  private final Thread pump;
  private final int port;
  private volatile @Nullable SMPPServerSessionListener listener;
  private volatile boolean closed;

  SmscLink(
      SmscOptions options,
      ServerMessageReceiverListener submits,
      ServerResponseDeliveryListener answers) {
    this.options = options;
    this.submits = submits;
    this.answers = answers;
    this.port = options.port() == 0 ? freePort() : options.port();
    open();
    this.pump = Thread.ofPlatform().daemon().name("smsc-deliveries").start(this::pump);
  }

  /// jsmpp's listener doesn't tell which port it got, so one is chosen before.
  private static int freePort() {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  int sessions() {
    return (int) bound.stream().filter(session -> session.getSessionState().isBound()).count();
  }

  int refusedBinds() {
    return refusedBinds.get();
  }

  int waiting() {
    return deliveries.size();
  }

  void deliver(Delivery delivery) {
    deliveries.add(delivery);
  }

  /// Listens; also again after [#hangUp()].
  void open() {
    if (listener != null || closed) {
      return;
    }
    try {
      SMPPServerSessionListener fresh = new SMPPServerSessionListener(port, new Loopback());
      fresh.setPduProcessorDegree(THREADS);
      fresh.setQueueCapacity(QUEUE);
      fresh.setMessageReceiverListener(submits);
      fresh.setResponseDeliveryListener(answers);
      fresh.setSessionStateListener((now, _, session) -> {
        if (!now.isBound()) {
          bound.removeIf(session::equals);
        }
      });
      listener = fresh;
      Thread.ofPlatform().daemon().name("smsc-accept").start(() -> accept(fresh));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// All connections are cut, and none is taken any more.
  void hangUp() {
    SMPPServerSessionListener now = listener;
    listener = null;
    if (now != null) {
      try {
        now.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    cut();
  }

  /// All connections are cut; new ones are taken.
  void cut() {
    bound.forEach(SMPPServerSession::close);
    bound.clear();
  }

  private void accept(SMPPServerSessionListener from) {
    while (from.equals(listener)) {
      try {
        SMPPServerSession session = from.accept();
        Thread.ofVirtual().start(() -> bind(session));
      } catch (IOException e) {
        // Closed, or a client that went away while it connected.
      }
    }
  }

  private void bind(SMPPServerSession session) {
    try {
      BindRequest request = session.waitForBind(BIND_TIME);
      if (!request.getSystemId().equals(options.systemId())) {
        refusedBinds.incrementAndGet();
        request.reject(SMPPConstant.STAT_ESME_RINVSYSID);
      } else if (!request.getPassword().equals(options.password())) {
        refusedBinds.incrementAndGet();
        request.reject(SMPPConstant.STAT_ESME_RINVPASWD);
      } else {
        request.accept("simulated");
        session.setTransactionTimer(BIND_TIME);
        bound.add(session);
      }
    } catch (TimeoutException | IOException | PDUStringException | IllegalStateException e) {
      session.close();
    }
  }

  private void pump() {
    while (!closed) {
      try {
        Delivery next = deliveries.take();
        while (!closed && !delivered(next)) {
          Thread.sleep(50);
        }
        next.done().complete(null);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private boolean delivered(Delivery delivery) {
    List<SMPPServerSession> now =
        bound.stream().filter(session -> session.getSessionState().isReceivable()).toList();
    if (now.isEmpty()) {
      return false;
    }
    SMPPServerSession session = now.get(Math.floorMod(turn.getAndIncrement(), now.size()));
    try {
      session.deliverShortMessage(
          "",
          TypeOfNumber.INTERNATIONAL,
          NumberingPlanIndicator.ISDN,
          delivery.from(),
          TypeOfNumber.UNKNOWN,
          NumberingPlanIndicator.UNKNOWN,
          delivery.to(),
          new ESMClass(delivery.esmClass()),
          (byte) 0,
          (byte) 0,
          new RegisteredDelivery(0),
          DataCodings.newInstance(delivery.coding()),
          delivery.content());
      return true;
    } catch (PDUException e) {
      throw new IllegalStateException(e);
    } catch (ResponseTimeoutException
        | InvalidResponseException
        | NegativeResponseException
        | IOException e) {
      // Not taken: it comes again, perhaps for the second time.
      return false;
    }
  }

  /// Listens on the loopback address only.
  private static final class Loopback implements ServerConnectionFactory {
    @Override
    public ServerConnection listen(int port) throws IOException {
      return listen(port, 0, 50);
    }

    @Override
    public ServerConnection listen(int port, int timeout) throws IOException {
      return listen(port, timeout, 50);
    }

    @Override
    public ServerConnection listen(int port, int timeout, int backlog) throws IOException {
      ServerSocket socket = new ServerSocket(port, backlog, InetAddress.getLoopbackAddress());
      socket.setSoTimeout(timeout);
      return new ServerSocketConnection(socket);
    }
  }

  @Override
  public void close() {
    closed = true;
    pump.interrupt();
    hangUp();
  }
}
