package ua.holos.gateway.load;

import static ua.holos.gateway.load.DeliveryRun.say;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import ua.holos.gateway.load.DeliveryRun.Platforms;
import ua.holos.gateway.simulator.Receipts;
import ua.holos.gateway.simulator.SmscOptions;
import ua.holos.gateway.simulator.TelegramSimulator;

/// A thousand appeals are done, and three in ten of their people can't be reached where they wrote:
/// who learns of it, who twice, and what it costs.
///
/// Everybody wrote in Telegram and agreed to SMS; every fourth one has Viber too (no more, because
/// of the limit of one-time codes). Of the three in ten who blocked Telegram, a third of those in
/// Viber left it, and a third have it switched off.
final class FallbackRun {
  private static final int CITIZENS = Integer.getInteger("delivery.citizens", 1000);
  private static final int AT_A_TIME = 20;
  private static final double SMS_PRICE = 1.00;
  private static final double VIBER_PRICE = 0.95;
  private static final String KEY = "delivery-run-key";

  private static final Pattern VERSION = Pattern.compile("name=\"version\"[^>]*value=\"(\\d+)\"");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  void run(Path jar) throws Exception {
    Path folder = Files.createTempDirectory("holos-fallback");
    try (Platforms platforms =
        Platforms.start(
            jar,
            folder,
            TelegramSimulator.Limits.NONE,
            Receipts.UNRULY,
            SmscOptions.DEFAULT.bearing(Double.POSITIVE_INFINITY),
            List.of(
                "--holos.core.api-key=" + KEY,
                "--holos.telegram.messages-per-second=1000",
                "--holos.telegram.messages-per-chat-per-second=100",
                "--holos.viber.messages-per-second=1000",
                "--holos.sms.smpp.messages-per-second=1000",
                "--holos.delivery.receipt-within.viber=30s",
                "--holos.delivery.receipt-within.tel=60s"))) {
      List<Citizen> citizens =
          IntStream.range(0, CITIZENS)
              .mapToObj(i -> new Citizen(platforms, i, i % 4 == 0))
              .toList();
      Map<Citizen, String> numbers = settleIn(citizens);
      say("fallback: %d people have joined their channels and filed an appeal", numbers.size());
      Map<Citizen, String> trouble = trouble(platforms, citizens);
      awaitStill(platforms);
      int partsBefore = platforms.smsc().parts();
      int chargedBefore = platforms.viber().charged();
      for (Citizen citizen : citizens) {
        done(platforms.holos().port(), numbers.getOrDefault(citizen, ""));
      }
      TimeUnit.SECONDS.sleep(35);
      awaitStill(platforms);
      tell(platforms, citizens, numbers, trouble, partsBefore, chargedBefore);
    } finally {
      http.close();
      DeliveryRun.delete(folder);
    }
  }

  private static Map<Citizen, String> settleIn(List<Citizen> citizens) throws Exception {
    Map<Citizen, String> numbers = new ConcurrentHashMap<>();
    Semaphore places = new Semaphore(AT_A_TIME);
    try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (Citizen citizen : citizens) {
        all.add(
            people.submit(() -> {
              places.acquire();
              try {
                numbers.put(citizen, citizen.settleIn());
                return null;
              } finally {
                places.release();
              }
            }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    return numbers;
  }

  private static Map<Citizen, String> trouble(Platforms platforms, List<Citizen> citizens) {
    Map<Citizen, String> trouble = new ConcurrentHashMap<>();
    int ofViber = 0;
    for (int i = 0; i < citizens.size(); i++) {
      if (i % 10 < 3) {
        Citizen citizen = citizens.get(i);
        platforms.telegram().blocks(citizen.chat());
        trouble.put(citizen, "telegram blocked");
        if (citizen.onViber()) {
          switch (ofViber++ % 3) {
            case 0 -> {
              platforms.viber().unsubscribes(citizen.viber());
              trouble.put(citizen, "telegram blocked, viber left");
            }
            case 1 -> {
              platforms.viber().phoneOff(citizen.viber(), true);
              trouble.put(citizen, "telegram blocked, viber silent");
            }
            default -> trouble.put(citizen, "telegram blocked, viber open");
          }
        }
      }
    }
    return trouble;
  }

  /// As a department does on its page.
  private void done(int port, String number) throws Exception {
    String here = "http://127.0.0.1:" + port;
    URI page = URI.create(here + "/core/" + number);
    String shown =
        http.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
            .body();
    Matcher version = VERSION.matcher(shown);
    String form =
        "version="
            + (version.find() ? version.group(1) : "")
            + "&text="
            + URLEncoder.encode("Зроблено.", StandardCharsets.UTF_8);
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(page + "/complete"))
                .header("Origin", here)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 > 3) {
      throw new IllegalStateException(number + " was not completed: " + answer.statusCode());
    }
  }

  private static void awaitStill(Platforms platforms) throws Exception {
    double before = -1;
    for (int still = 0; still < 15; ) {
      TimeUnit.SECONDS.sleep(1);
      double now = platforms.holos().metric("holos_turn_seconds_count");
      still = now == before ? still + 1 : 0;
      before = now;
    }
  }

  private static void tell(
      Platforms platforms,
      List<Citizen> citizens,
      Map<Citizen, String> numbers,
      Map<Citizen, String> trouble,
      int partsBefore,
      int chargedBefore) {
    Map<String, int[]> counts = new java.util.TreeMap<>();
    for (Citizen citizen : citizens) {
      int read = citizen.read(numbers.getOrDefault(citizen, "?"), "виконано");
      int[] count =
          counts.computeIfAbsent(trouble.getOrDefault(citizen, "no trouble"), _ -> new int[3]);
      count[0]++;
      count[1] += read > 0 ? 1 : 0;
      count[2] += read > 1 ? 1 : 0;
    }
    int unlearned = counts.values().stream().mapToInt(count -> count[0] - count[1]).sum();
    int twice = counts.values().stream().mapToInt(count -> count[2]).sum();
    counts.forEach((kind, count) ->
        say(
            "fallback: %s: %d people, %d learned of it, %d twice",
            kind, count[0], count[1], count[2]));
    int parts = platforms.smsc().parts() - partsBefore;
    int charged = platforms.viber().charged() - chargedBefore;
    double cost = parts * SMS_PRICE + charged * VIBER_PRICE;
    say(
        "fallback: %d SMS parts, %d Viber messages that cost: %.2f hryvnias; by SMS alone %.2f"
            + " (%.0f %%)",
        parts,
        charged,
        cost,
        citizens.size() * SMS_PRICE,
        100 * cost / (citizens.size() * SMS_PRICE));
    if (unlearned > 0 || twice > 0) {
      throw new IllegalStateException(
          unlearned + " people learned nothing, " + twice + " learned it twice");
    }
  }
}
