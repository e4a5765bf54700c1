package ua.holos.gateway.record;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Writes by which words a batch's messages and appeals are found. Buttons that were pressed,
/// commands, positions and what the bot said are no words to search for.
final class WordWriter {
  private static final Set<String> SEARCHED = Set.of("text", "media", "edit", "note");
  private static final int REMEMBERED = 50_000;

  /// Words that are in the database for sure: the same few thousand come again and again. Committed
  /// or not is no matter, because each word is also tried again by whoever hasn't it here.
  private final Map<String, Boolean> known;

  private final JdbcBatch jdbc;

  /// @param known words that are committed, see [#memory]
  WordWriter(Connection connection, Map<String, Boolean> known) {
    this.jdbc = new JdbcBatch(connection);
    this.known = known;
  }

  /// A memory of committed words for all writers of a database.
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

  /// Whether a message is found by its words.
  static boolean searched(String kind, boolean byPerson) {
    return byPerson && SEARCHED.contains(kind);
  }

  static List<Said> said(Rows.MessageId id, Instant at, String words) {
    return SearchWords.of(words).stream().map(word -> new Said(word, at, id)).toList();
  }

  static List<Addressed> addressed(String reference, Instant at, @Nullable String address) {
    return address == null
        ? List.of()
        : SearchWords.of(address).stream().map(word -> new Addressed(word, at, reference)).toList();
  }

  /// @return the words that are in the database once this is committed
  Set<String> write(Rows rows) throws SQLException {
    List<Said> said = new ArrayList<>();
    for (Rows.Message message : rows.messages.values()) {
      if (searched(message.kind(), message.id().incoming() || message.author() != null)) {
        said.addAll(said(message.id(), message.at(), message.words()));
      }
    }
    List<Addressed> addressed = new ArrayList<>();
    for (Rows.AppealRow appeal : rows.appeals) {
      addressed.addAll(
          addressed(
              appeal.draft().reference(), appeal.draft().confirmedAt(), appeal.draft().address()));
    }
    return write(said, addressed);
  }

  Set<String> write(List<Said> said, List<Addressed> addressed) throws SQLException {
    // In order, so that two that write the same new words don't wait for each other in a circle.
    Set<String> fresh = new TreeSet<>();
    said.forEach(one -> fresh.add(one.word()));
    addressed.forEach(one -> fresh.add(one.word()));
    fresh.removeIf(known::containsKey);
    words(fresh);
    jdbc.run(
        "insert into message_word (word, happened_at, conversation_id, turn, ordinal)"
            + " values (?, ?, ?, ?, ?) on conflict do nothing",
        said,
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

  private void words(Set<String> words) throws SQLException {
    jdbc.run(
        "insert into search_word (word, head) values (?, ?) on conflict do nothing",
        words,
        (s, word) -> {
          s.setString(1, word);
          s.setString(2, SearchWords.head(word));
        });
  }

  /// A department put an address right: the appeal is found by the new one too.
  void corrected(String number, String address) throws SQLException {
    Set<String> words = new TreeSet<>(SearchWords.of(address));
    words(words);
    jdbc.run(
        "insert into appeal_word (word, confirmed_at, reference)"
            + " select cast(? as varchar), confirmed_at, reference from appeal where number = ?"
            + " on conflict do nothing",
        words,
        (s, word) -> {
          s.setString(1, word);
          s.setString(2, number);
        });
  }
}
