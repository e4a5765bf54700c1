package ua.holos.gateway.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import ua.holos.gateway.simulator.Receipts;
import ua.holos.gateway.simulator.SmscOptions;
import ua.holos.gateway.simulator.SmscSimulator;
import ua.holos.gateway.simulator.TelegramSimulator;
import ua.holos.gateway.simulator.ViberOptions;
import ua.holos.gateway.simulator.ViberSimulator;

/// Measures delivery: the real jar against the stand-ins of Telegram, Viber and an SMSC with their
/// real limits.
///
/// `./mvnw -pl gateway -am -Pdelivery -DskipTests verify`;
/// `-Ddelivery.parts=pace,receipts,fallback` chooses (`outage`, which takes
/// `delivery.outage-minutes`, 60 by default, only when it is named).
public final class DeliveryRun {
  private static final List<String> JVM = List.of("-Xmx512m", "-XX:+UseSerialGC");

  private DeliveryRun() {}

  /// Runs the measurements.
  ///
  /// @param arguments the jar, `target/holos.jar` by default
  public static void main(String[] arguments) throws Exception {
    Path jar = Path.of(arguments.length == 0 ? "target/holos.jar" : arguments[0]);
    if (!Files.exists(jar)) {
      throw new IllegalArgumentException(jar.toAbsolutePath() + " is not there: package it first");
    }
    for (String part : System.getProperty("delivery.parts", "pace,receipts,fallback").split(",")) {
      switch (part.strip()) {
        case "pace" -> new PaceRun().run(jar);
        case "receipts" -> new ReceiptRun().run(jar);
        case "fallback" -> new FallbackRun().run(jar);
        case "outage" -> new OutageRun().run(jar);
        default -> throw new IllegalArgumentException("delivery.parts: found '" + part + "'");
      }
    }
  }

  /// Holos, and the stand-ins it talks to.
  record Platforms(
      TelegramSimulator telegram, ViberSimulator viber, SmscSimulator smsc, HolosProcess holos)
      implements AutoCloseable {

    /// The number that citizens write to.
    static final String SHORT_NUMBER = "1551";

    static Platforms start(
        Path jar,
        Path folder,
        TelegramSimulator.Limits telegramLimits,
        Receipts receipts,
        SmscOptions smscOptions,
        List<String> settings)
        throws IOException, InterruptedException {
      TelegramSimulator telegram = TelegramSimulator.start(telegramLimits);
      ViberSimulator viber = ViberSimulator.start(ViberOptions.DEFAULT.with(receipts).hurried(1));
      SmscSimulator smsc = SmscSimulator.start(smscOptions.with(receipts));
      HolosProcess holos =
          new HolosProcess(
              jar,
              folder,
              JVM,
              port -> {
                List<String> all =
                    new ArrayList<>(
                        List.of(
                            "--holos.telegram.token=42:SIMULATED",
                            "--holos.telegram.api-url=" + telegram.apiUrl(),
                            "--holos.telegram.webhook-url=http://127.0.0.1:" + port,
                            "--holos.viber.token=" + viber.token(),
                            "--holos.viber.api-url=" + viber.apiUrl(),
                            "--holos.viber.webhook-url=http://127.0.0.1:" + port,
                            "--holos.sms.smpp.host=127.0.0.1",
                            "--holos.sms.smpp.port=" + smsc.port(),
                            "--holos.sms.smpp.system-id=" + smsc.systemId(),
                            "--holos.sms.smpp.password=" + smsc.password(),
                            "--holos.sms.smpp.sender=" + SHORT_NUMBER));
                all.addAll(settings);
                return all;
              });
      holos.start();
      // What platforms are told of us is told in the background; before that they have no updates.
      while (telegram.webhook() == null || viber.webhook() == null || smsc.sessions() == 0) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
      return new Platforms(telegram, viber, smsc, holos);
    }

    @Override
    public void close() throws InterruptedException {
      holos.close();
      telegram.close();
      viber.close();
      smsc.close();
    }
  }

  static void say(String format, Object... arguments) {
    System.out.println(String.format(Locale.ROOT, format, arguments));
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
