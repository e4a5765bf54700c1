package ua.holos.gateway.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// All that was said in a conversation, in its order, for a copy of it.
final class Transcript {
  /// A longer conversation is copied by periods.
  private static final int MOST = 20_000;

  private final JdbcTemplate jdbc;

  Transcript(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /// Who said something.
  enum Author {
    CITIZEN,
    BOT,
    OPERATOR,
    NOTE
  }

  /// @param name of an operator, null of others
  /// @param state `received`, `delivered` and so on, as in the record
  /// @param files attachments, as "name, type, bytes"
  record Line(
      Instant at,
      Author author,
      @Nullable String name,
      String kind,
      String words,
      String state,
      List<String> files) {}

  /// @param person the name that the platform shows, null when none
  /// @param cut whether there is more than was read
  record Copy(String conversation, @Nullable String person, List<Line> lines, boolean cut) {}

  /// Reads a conversation; empty when there is no such.
  ///
  /// @param from from then on, null from the beginning
  /// @param until before then, null to the end
  /// @param notes whether notes, which the citizen never saw, belong to it
  Optional<Copy> read(
      String conversation, @Nullable Instant from, @Nullable Instant until, boolean notes) {
    List<String> names =
        jdbc.query(
            "select coalesce(h.displayed_name, '') from conversation c"
                + " left join contact_channel h on h.urn = c.id where c.id = ?",
            (row, _) -> row.getString(1),
            conversation);
    if (names.isEmpty()) {
      return Optional.empty();
    }
    Query query =
        new Query()
            .add(
                "select turn, ordinal, kind, words, happened_at, status, operator_name from message"
                    + " where conversation_id = ? and kind <> 'desk'",
                conversation);
    if (!notes) {
      query.add(" and kind <> 'note'");
    }
    if (from != null) {
      query.add(" and happened_at >= ?", from);
    }
    if (until != null) {
      query.add(" and happened_at < ?", until);
    }
    query.add(" order by turn, ordinal limit " + (MOST + 1));
    Map<Long, List<String>> files = files(conversation);
    List<Line> lines =
        jdbc.query(query.sql(), (row, _) -> line(row, files), query.parameters().toArray());
    boolean cut = lines.size() > MOST;
    return Optional.of(
        new Copy(
            conversation,
            names.getFirst().isEmpty() ? null : names.getFirst(),
            cut ? lines.subList(0, MOST) : lines,
            cut));
  }

  private static Line line(ResultSet row, Map<Long, List<String>> files) throws SQLException {
    String kind = row.getString("kind");
    String name = row.getString("operator_name");
    boolean incoming = row.getInt("ordinal") < 0;
    Author author =
        kind.equals("note")
            ? Author.NOTE
            : name != null ? Author.OPERATOR : incoming ? Author.CITIZEN : Author.BOT;
    // A turn has files of the citizen or of the operator who answered in it.
    List<String> sent =
        author == Author.CITIZEN || author == Author.OPERATOR
            ? files.getOrDefault(row.getLong("turn"), List.of())
            : List.of();
    return new Line(
        row.getObject("happened_at", OffsetDateTime.class).toInstant(),
        author,
        name,
        kind,
        row.getString("words"),
        row.getString("status"),
        sent);
  }

  private Map<Long, List<String>> files(String conversation) {
    Map<Long, List<String>> files = new HashMap<>();
    jdbc.query(
        "select turn, file_name, kind, media_type, bytes from attachment where conversation_id = ?"
            + " order by turn, ordinal",
        row -> {
          String name = row.getString("file_name");
          files
              .computeIfAbsent(row.getLong("turn"), _ -> new ArrayList<>())
              .add(
                  (name.isEmpty() ? row.getString("kind") : name)
                      + ", "
                      + row.getString("media_type")
                      + ", "
                      + row.getLong("bytes")
                      + " B");
        },
        conversation);
    return files;
  }
}
