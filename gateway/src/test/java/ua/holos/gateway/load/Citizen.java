package ua.holos.gateway.load;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import ua.holos.gateway.load.DeliveryRun.Platforms;
import ua.holos.gateway.simulator.SmscSimulator;
import ua.holos.gateway.simulator.TelegramSimulator;
import ua.holos.gateway.simulator.ViberSimulator;

/// Somebody with a phone, Telegram and perhaps Viber, who joins them and files one appeal.
final class Citizen {
  private static final Pattern NUMBER = Pattern.compile("№ ([0-9-]+) зареєстровано");
  private static final Pattern CODE = Pattern.compile("\\b([0-9]{6})\\b");
  private static final List<String> STREETS =
      List.of("Хрещатик", "Прорізна", "Саксаганського", "Антоновича", "Володимирська");

  private final Platforms platforms;
  private final int index;
  private final boolean onViber;

  Citizen(Platforms platforms, int index, boolean onViber) {
    this.platforms = platforms;
    this.index = index;
    this.onViber = onViber;
  }

  long chat() {
    return 100_000 + index;
  }

  String viber() {
    return "citizen-" + index;
  }

  String phone() {
    return "38067%07d".formatted(index);
  }

  boolean onViber() {
    return onViber;
  }

  /// Joins all channels and files an appeal in Telegram; its number.
  String settleIn() {
    TelegramSimulator telegram = platforms.telegram();
    telegram.sharesPhone(chat(), "+" + phone());
    awaited(() -> telegram.sentTo(chat()), sent -> sent.stream().anyMatch(Citizen::offersToJoin));
    telegram.presses(chat(), "Так, об’єднати");
    awaited(() -> telegram.sentTo(chat()), sent -> said(sent, "об’єдную"));
    if (onViber) {
      joinFromViber();
    }
    telegram.writes(
        chat(),
        "Вже третій день немає гарячої води, вулиця %s, %d"
            .formatted(STREETS.get(index % STREETS.size()), 10 + index / STREETS.size() % 30));
    awaited(
        () -> telegram.sentTo(chat()),
        sent -> sent.stream().anyMatch(one -> has(one, "Так, надіслати")));
    telegram.presses(chat(), "Так, надіслати");
    List<TelegramSimulator.Sent> all =
        awaited(
            () -> telegram.sentTo(chat()),
            sent -> sent.stream().anyMatch(one -> NUMBER.matcher(one.text()).find()));
    return all.stream()
        .map(one -> NUMBER.matcher(one.text()))
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .findFirst()
        .orElseThrow();
  }

  private void joinFromViber() {
    ViberSimulator viber = platforms.viber();
    viber.writes(viber(), "мої канали");
    awaited(() -> viber.sentTo(viber()), sent -> !sent.isEmpty());
    viber.writes(viber(), "+" + phone());
    // Only then is a code expected, though the SMS may be faster.
    awaited(
        () -> viber.sentTo(viber()),
        sent -> sent.stream().anyMatch(one -> one.text().contains("Код надіслано")));
    List<SmscSimulator.Sms> received =
        awaited(
            () -> platforms.smsc().received(phone()),
            sent -> sent.stream().anyMatch(sms -> CODE.matcher(sms.text()).find()));
    Matcher code = CODE.matcher(received.getLast().text());
    if (!code.find()) {
      throw new IllegalStateException("No code: " + received.getLast().text());
    }
    viber.writes(viber(), code.group(1));
    awaited(
        () -> viber.sentTo(viber()),
        sent ->
            sent.stream()
                .anyMatch(one -> one.buttons().stream().anyMatch(b -> b.text().startsWith("Так"))));
    viber.presses(viber(), "Так, об’єднати");
    awaited(() -> platforms.telegram().sentTo(chat()), sent -> said(sent, "з іншим вашим каналом"));
  }

  private static boolean offersToJoin(TelegramSimulator.Sent sent) {
    return has(sent, "Так, об’єднати");
  }

  private static boolean has(TelegramSimulator.Sent sent, String button) {
    return sent.buttons().stream().anyMatch(one -> one.text().equals(button));
  }

  private static boolean said(List<TelegramSimulator.Sent> sent, String words) {
    return sent.stream().anyMatch(one -> one.text().contains(words));
  }

  private <T> T awaited(Supplier<T> what, Predicate<T> until) {
    return Awaitility.await("citizen " + index)
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(100))
        .until(what::get, until::test);
  }

  /// How often the person could read a message with all these words, in all channels together.
  int read(String... words) {
    Stream<String> telegram =
        platforms.telegram().sentTo(chat()).stream().map(TelegramSimulator.Sent::text);
    Stream<String> viber =
        platforms.viber().sentTo(viber()).stream()
            .filter(one -> shown(platforms.viber().fate(viber(), one.token())))
            .map(ViberSimulator.Sent::text);
    Stream<String> sms = platforms.smsc().received(phone()).stream().map(SmscSimulator.Sms::text);
    return (int)
        Stream.of(telegram, viber, sms)
            .flatMap(texts -> texts)
            .filter(text -> Stream.of(words).allMatch(text::contains))
            .count();
  }

  private static boolean shown(ViberSimulator.Fate fate) {
    return fate == ViberSimulator.Fate.DELIVERED || fate == ViberSimulator.Fate.SEEN;
  }
}
