package ua.holos.gateway.history;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.appeal.Catalogue;
import ua.holos.bot.appeal.Category;

/// What was found, as the pages show it.
final class HistoryViews {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm");
  private static final int SNIPPET = 300;

  private final Catalogue catalogue;
  private final ZoneId zone;

  HistoryViews(Catalogue catalogue, ZoneId zone) {
    this.catalogue = catalogue;
    this.zone = zone;
  }

  /// @param source `appeal`, `message`, `conversation`, `call`
  /// @param iso the time for machines
  record View(
      String source,
      String time,
      String iso,
      String conversation,
      String channel,
      @Nullable String contact,
      @Nullable String person,
      String kind,
      String words,
      @Nullable String author,
      @Nullable String number,
      @Nullable String category,
      @Nullable String address) {}

  View found(Found found) {
    return new View(
        found.place().source().name().toLowerCase(java.util.Locale.ROOT),
        time(found.place().at()),
        found.place().at().toString(),
        found.conversation(),
        channel(found.conversation()),
        found.contact() == null ? null : found.contact().toString(),
        found.person(),
        found.kind(),
        shortened(found.words()),
        found.author(),
        found.number(),
        category(found.category()),
        found.address());
  }

  String time(Instant at) {
    return TIME.format(at.atZone(zone));
  }

  static String channel(String conversation) {
    return conversation.substring(0, Math.max(0, conversation.indexOf(':')));
  }

  /// What citizens read of a category; the code of one that the city has no more.
  @Nullable String category(@Nullable String code) {
    return code == null ? null : catalogue.category(code).map(Category::name).orElse(code);
  }

  private static String shortened(String words) {
    return words.codePointCount(0, words.length()) <= SNIPPET
        ? words
        : words.substring(0, words.offsetByCodePoints(0, SNIPPET)) + "…";
  }
}
