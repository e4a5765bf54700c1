package ua.holos.gateway.load;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A stand-in for the Bot API on the loopback address: takes every call, gives message ids, and
/// tells what was sent.
final class StubTelegram implements AutoCloseable {
  private static final Pattern CHAT = Pattern.compile("\"chat_id\"\\s*:\\s*\"?(-?\\d+)");

  private final ServerSocket server;
  private final Consumer<Sent> listener;
  private final AtomicLong ids = new AtomicLong(1_000_000);
  private volatile boolean closed;

  /// A message that was sent to a chat.
  ///
  /// @param body the call's JSON
  record Sent(long chat, String body) {}

  StubTelegram(Consumer<Sent> listener) throws IOException {
    this.listener = listener;
    this.server = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().name("stub-telegram").start(this::accept);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  private void accept() {
    while (!closed) {
      try {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        if (!closed) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      HttpWire wire = new HttpWire(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      HttpWire.Message call = wire.read();
      while (call != null) {
        answer(call, out);
        call = wire.read();
      }
    } catch (IOException e) {
      // The process at the other end was killed, as tests do.
    }
  }

  private void answer(HttpWire.Message call, OutputStream out) throws IOException {
    String method = call.start().split(" ")[1].toLowerCase(Locale.ROOT);
    String result;
    if (method.endsWith("/sendmessage")) {
      String body = new String(call.body(), StandardCharsets.UTF_8);
      Matcher chat = CHAT.matcher(body);
      if (!chat.find()) {
        throw new IOException("A message to nobody");
      }
      long id = Long.parseLong(chat.group(1));
      result =
          "{\"message_id\":%d,\"date\":1700000000,\"chat\":{\"id\":%d,\"type\":\"private\"}}"
              .formatted(ids.incrementAndGet(), id);
      respond(out, result);
      listener.accept(new Sent(id, body));
      return;
    }
    result =
        method.endsWith("/getme")
            ? "{\"id\":1,\"is_bot\":true,\"first_name\":\"Holos\",\"username\":\"holos_bot\"}"
            : "true";
    respond(out, result);
  }

  private static void respond(OutputStream out, String result) throws IOException {
    byte[] body = ("{\"ok\":true,\"result\":" + result + "}").getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    byte[] all = new byte[head.length() + body.length];
    System.arraycopy(head.getBytes(StandardCharsets.US_ASCII), 0, all, 0, head.length());
    System.arraycopy(body, 0, all, head.length(), body.length);
    out.write(all);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    closed = true;
    server.close();
  }
}
