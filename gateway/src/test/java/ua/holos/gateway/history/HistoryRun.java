package ua.holos.gateway.history;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// Measures the search with a million messages, on PostgreSQL and on H2: the first page, and one
/// that is deep.
///
/// `./mvnw -pl gateway -am -Phistory -DskipTests verify`; the settings are system properties:
/// `history.conversations` (50000), `history.messages` (20, of each), `history.appeals` (30000),
/// `history.databases` (`postgres,h2`), `history.times` (101).
public final class HistoryRun {
  private static final int PAGE = 25;
  private final int conversations = Integer.getInteger("history.conversations", 50_000);
  private final int messages = Integer.getInteger("history.messages", 20);
  private final int appeals = Integer.getInteger("history.appeals", 30_000);
  private final int times = Integer.getInteger("history.times", 101);

  private HistoryRun() {}

  /// Runs the measurement.
  public static void main(String[] arguments) throws Exception {
    HistoryRun run = new HistoryRun();
    for (String database : System.getProperty("history.databases", "postgres,h2").split(",")) {
      if (database.equals("postgres")) {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
          String url = server.getJdbcUrl("postgres", "postgres") + "&reWriteBatchedInserts=true";
          run.on("PostgreSQL", url, url);
        }
      } else {
        Path folder = Files.createTempDirectory("holos-history");
        try {
          String url =
              "jdbc:h2:file:"
                  + folder.resolve("record")
                  + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
          // What is measured has the memory that it has in service.
          run.on("H2", url + ";CACHE_SIZE=524288", url);
          say("  the file: %d MB", Files.size(folder.resolve("record.mv.db")) / 1_000_000);
        } finally {
          delete(folder);
        }
      }
    }
  }

  private void on(String name, String filledBy, String url) throws Exception {
    try (HikariDataSource database = open(filledBy)) {
      Databases.tables(database);
      long[] took = new MadeUpCity(conversations, messages, appeals).write(database);
      say("%s: rows written in %.0f s, words in %.0f s", name, took[0] / 1000.0, took[1] / 1000.0);
    }
    try (HikariDataSource database = open(url)) {
      JdbcTemplate jdbc = new JdbcTemplate(database);
      if (name.equals("PostgreSQL")) {
        jdbc.execute("analyze");
      }
      say(
          "%s: %d messages, %d appeals, %d places of words, %d different words",
          name,
          count(jdbc, "message"),
          count(jdbc, "appeal"),
          count(jdbc, "message_word") + count(jdbc, "appeal_word"),
          count(jdbc, "search_word"));
      if (name.equals("PostgreSQL")) {
        for (String table : List.of("message", "message_word", "appeal_word", "search_word")) {
          say(
              "  %s: %s",
              table,
              String.valueOf(
                  jdbc.queryForObject(
                      "select pg_size_pretty(pg_total_relation_size('" + table + "'))",
                      String.class)));
        }
      }
      search(database);
    }
  }

  private static HikariDataSource open(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(4);
    return new HikariDataSource(config);
  }

  private void search(DataSource database) {
    JdbcTemplate jdbc = new JdbcTemplate(database);
    HistorySearch search = new HistorySearch(jdbc);
    record Asked(String text, SearchFilter filter) {}
    SearchFilter none = SearchFilter.NONE;
    Map<String, Asked> kinds = new LinkedHashMap<>();
    kinds.put("number of an appeal", new Asked("№ 6-" + conversations / 2, none));
    kinds.put("phone", new Asked("067 " + MadeUpCity.phone(conversations / 3).substring(6), none));
    kinds.put("address (street, house)", new Asked("Саксаганського 25", none));
    kinds.put("a frequent word (води)", new Asked("води", none));
    kinds.put("its beginning (вод)", new Asked("вод", none));
    kinds.put("two frequent words", new Asked("немає води", none));
    kinds.put("four words", new Asked("ліфт Хрещатик школи сусіди", none));
    kinds.put("two that never meet", new Asked("ліфт затопило", none));
    kinds.put("a rare word", new Asked("слово1a", none));
    kinds.put("a word nobody said", new Asked("трамвай", none));
    kinds.put("no words: newest", new Asked("", none));
    kinds.put("by reason", new Asked("", new SearchFilter(null, null, null, null, "distress")));
    kinds.put(
        "by operator",
        new Asked("", new SearchFilter(null, null, null, MadeUpCity.operator(25), null)));
    kinds.put(
        "a word, a channel, a month of last year",
        new Asked(
            "води",
            new SearchFilter(
                java.time.Instant.parse("2025-10-01T00:00:00Z"),
                java.time.Instant.parse("2025-11-01T00:00:00Z"),
                "viber",
                null,
                null)));
    kinds.put(
        "a word and an operator",
        new Asked("води", new SearchFilter(null, null, null, MadeUpCity.operator(25), null)));
    say("%-42s %8s  %20s  %20s", "ms: median / p99", "found", "first page", "deep page");
    kinds.forEach((kind, asked) -> {
      Sought sought =
          Sought.of(
              asked.text(), kind.startsWith("address") ? Sought.Kind.ADDRESS : Sought.Kind.ANY);
      double[] first = measure(search, sought, asked.filter(), null);
      Place deep = null;
      int found = 0;
      int pages = 0;
      long until = System.nanoTime() + 60_000_000_000L;
      do {
        Found.Page page = search.page(sought, asked.filter(), deep, 1_000);
        found += page.found().size();
        if (page.next() == null) {
          break;
        }
        deep = page.next();
        pages++;
      } while (pages < 50 && System.nanoTime() < until);
      double[] far =
          deep == null
              ? new double[] {Double.NaN, Double.NaN}
              : measure(search, sought, asked.filter(), deep);
      say(
          "%-42s %8s  %9.1f /%9.1f  %9.1f /%9.1f",
          kind, (pages == 50 ? "≥" : "") + found, first[0], first[1], far[0], far[1]);
    });
  }

  private double[] measure(
      HistorySearch search, Sought sought, SearchFilter filter, @Nullable Place after) {
    for (int i = 0; i < 10; i++) {
      search.page(sought, filter, after, PAGE);
    }
    long[] took = new long[times];
    for (int i = 0; i < times; i++) {
      long begin = System.nanoTime();
      search.page(sought, filter, after, PAGE);
      took[i] = System.nanoTime() - begin;
    }
    Arrays.sort(took);
    return new double[] {took[times / 2] / 1e6, took[times * 99 / 100] / 1e6};
  }

  private static long count(JdbcTemplate jdbc, String table) {
    Long count = jdbc.queryForObject("select count(*) from " + table, Long.class);
    return count == null ? 0 : count;
  }

  private static void say(String format, Object... arguments) {
    System.out.println(String.format(Locale.ROOT, format, arguments));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
