package ua.holos.gateway.record;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Writes by which words messages and appeals are found.
final class WordWriter {
  private static final int REMEMBERED = 50_000;

  /// In the order of the index, in which the database writes them fastest.
  private static final Comparator<Said> ORDER =
      Comparator.comparing(Said::word).thenComparing(Said::at);

  /// Words that are in the database for sure: the same few thousand come again and again.
  private final Map<String, Boolean> known;

  private final JdbcBatch jdbc;

  /// @param known words that are committed, see [#memory]
  WordWriter(Connection connection, Map<String, Boolean> known) {
    this.jdbc = new JdbcBatch(connection);
    this.known = known;
  }

  /// A memory of committed words.
  static Map<String, Boolean> memory() {
    return Collections.synchronizedMap(
        new LinkedHashMap<>(1_024, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
          }
        });
  }

  /// A place of a word in what was said.
  record Said(String word, Instant at, Rows.MessageId message) {}

  /// A place of a word in an appeal's address.
  record Addressed(String word, Instant confirmedAt, String reference) {}

  /// @return the words that are in the database once this is committed
  Set<String> write(List<Said> said, List<Addressed> addressed) throws SQLException {
    Set<String> fresh = new TreeSet<>();
    said.forEach(one -> fresh.add(one.word()));
    addressed.forEach(one -> fresh.add(one.word()));
    fresh.removeIf(known::containsKey);
    jdbc.run(
        "insert into search_word (word, head) values (?, ?) on conflict do nothing",
        fresh,
        (s, word) -> {
          s.setString(1, word);
          s.setString(2, SearchWords.head(word));
        });
    List<Said> ordered = new ArrayList<>(said);
    ordered.sort(ORDER);
    jdbc.run(
        "insert into message_word (word, happened_at, conversation_id, turn, ordinal)"
            + " values (?, ?, ?, ?, ?) on conflict do nothing",
        ordered,
        (s, one) -> {
          s.setString(1, one.word());
          JdbcBatch.time(s, 2, one.at());
          JdbcBatch.id(s, 3, one.message());
        });
    jdbc.run(
        "insert into appeal_word (word, confirmed_at, reference) values (?, ?, ?)"
            + " on conflict do nothing",
        addressed,
        (s, one) -> {
          s.setString(1, one.word());
          JdbcBatch.time(s, 2, one.confirmedAt());
          s.setString(3, one.reference());
        });
    return fresh;
  }
}
