package ua.holos.channel.telegram;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import ua.holos.bot.channel.SendOutcome;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.OutboundMessage;
import ua.holos.bot.message.Priority;
import ua.holos.bot.message.QuickReply;
import ua.holos.bot.message.Reply;

/// Measures what this channel costs in processor time: reading an update and mapping it, and
/// sending a message to a stand-in in another process. Run it by its main method; loopback only.
final class TelegramCost {
  private static final int ROUNDS = 8;
  private static final int READS = 100_000;
  private static final int SENDS = 20_000;
  private static final int PARALLEL = 64;

  private TelegramCost() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 0 && arguments[0].equals("stub")) {
      stub();
      return;
    }
    reading();
    Process stub =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                TelegramCost.class.getName(),
                "stub")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var output = stub.inputReader(StandardCharsets.UTF_8)) {
      sending(Integer.parseInt(output.readLine()));
    } finally {
      stub.destroy();
    }
  }

  private static long cpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static void reading() {
    TelegramUpdateReader reader = new TelegramUpdateReader();
    byte[] json =
        TelegramJson.text(1, "На Хрещатику 25 вже третій день немає гарячої води")
            .getBytes(StandardCharsets.UTF_8);
    long first = System.nanoTime();
    reader.warmUp();
    System.out.printf("first reading: %.0f ms%n", (System.nanoTime() - first) / 1e6);
    for (int round = 0; round < ROUNDS; round++) {
      long before = cpu();
      for (int i = 0; i < READS; i++) {
        var good = (TelegramUpdateReader.Read.Good) reader.read(json);
        TelegramMapper.map(good.update(), good.kind(), TelegramParts.NOW);
      }
      System.out.printf("read and map: %.1f us of CPU%n", (cpu() - before) / 1e3 / READS);
    }
  }

  private static void sending(int port) throws InterruptedException {
    TelegramParts parts = new TelegramParts(port);
    Reply reply =
        new Reply(
            "Гаряча вода: вулиця Хрещатик, 25. Усе правильно?",
            List.of(
                List.of(QuickReply.of("confirm:1", "Надіслати")),
                List.of(QuickReply.of("edit:1", "Змінити"))),
            Priority.REPLY);
    for (int round = 0; round < ROUNDS; round++) {
      Semaphore free = new Semaphore(PARALLEL);
      long start = System.nanoTime();
      long before = cpu();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < SENDS; i++) {
          free.acquire();
          String chat = String.valueOf(i % 200);
          threads.execute(() -> {
            SendOutcome outcome =
                parts.adapter.send(
                    new OutboundMessage("k", new ContactUrn("telegram", chat), reply));
            if (!(outcome instanceof SendOutcome.Accepted)) {
              System.err.println(outcome);
            }
            free.release();
          });
        }
      }
      System.out.printf(
          "send: %.1f us of CPU, %.0f a second%n",
          (cpu() - before) / 1e3 / SENDS, SENDS / ((System.nanoTime() - start) / 1e9));
    }
    parts.api.close();
  }

  private static void stub() throws IOException {
    byte[] body = "{\"ok\":true,\"result\":{\"message_id\":1}}".getBytes(StandardCharsets.US_ASCII);
    byte[] head =
        ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] answer = new byte[head.length + body.length];
    System.arraycopy(head, 0, answer, 0, head.length);
    System.arraycopy(body, 0, answer, head.length, body.length);
    try (ServerSocket server = new ServerSocket(0, 512, InetAddress.getLoopbackAddress())) {
      System.out.println(server.getLocalPort());
      while (true) {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket, answer));
      }
    }
  }

  private static void serve(Socket socket, byte[] answer) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      StringBuilder line = new StringBuilder();
      int length = 0;
      for (int c = in.read(); c >= 0; c = in.read()) {
        if (c == '\n') {
          String header = line.toString().strip().toLowerCase(Locale.ROOT);
          line.setLength(0);
          if (header.startsWith("content-length:")) {
            length = Integer.parseInt(header.substring(15).strip());
          } else if (header.isEmpty()) {
            in.skipNBytes(length);
            out.write(answer);
          }
        } else {
          line.append((char) c);
        }
      }
    } catch (IOException e) {
      // The client has gone.
    }
  }
}
