package ua.holos.gateway.desk.page;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ua.holos.bot.message.Attachment;

/// Reads what was said in a conversation out of the record, a page at a time from the end.
final class ThreadReader {
  private final JdbcClient jdbc;

  ThreadReader(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Where a message stands in its conversation.
  record Place(long turn, int ordinal) {
    /// After everything.
    static final Place END = new Place(Long.MAX_VALUE, 0);

    /// Reads `turn.ordinal`; the end when it isn't one.
    static Place parse(String written) {
      int dot = written.indexOf('.');
      try {
        return dot < 1
            ? END
            : new Place(
                Long.parseLong(written.substring(0, dot)),
                Integer.parseInt(written.substring(dot + 1)));
      } catch (NumberFormatException e) {
        return END;
      }
    }

    @Override
    public String toString() {
      return turn + "." + ordinal;
    }
  }

  /// A message, a note, or something that was done.
  ///
  /// @param files the number of each among the turn's files, and the file
  record Line(
      Place place,
      String kind,
      String words,
      Instant at,
      String status,
      @Nullable String failure,
      @Nullable String externalIds,
      @Nullable String operatorId,
      @Nullable String operatorName,
      List<Filed> files) {
    boolean incoming() {
      return place.ordinal() < 0 && !kind.equals("note") && !kind.equals("desk");
    }

    Line with(List<Filed> found) {
      return new Line(
          place, kind, words, at, status, failure, externalIds, operatorId, operatorName, found);
    }
  }

  /// A file of a turn.
  record Filed(long turn, int number, Attachment attachment) {}

  /// A page of a conversation, the earliest line first.
  ///
  /// @param more whether there is something before it
  record Page(List<Line> lines, boolean more) {}

  /// The last lines before a place.
  Page before(String conversation, Place place, int most) {
    List<Line> lines =
        new ArrayList<>(
            jdbc.sql(
                    "select turn, ordinal, kind, words, happened_at, status, failure, external_ids,"
                        + " operator_id, operator_name from message where conversation_id = ?"
                        + " and (turn < ? or (turn = ? and ordinal < ?))"
                        + " order by turn desc, ordinal desc limit ?")
                .params(conversation, place.turn(), place.turn(), place.ordinal(), most + 1)
                .query((row, _) -> line(row))
                .list()
                .reversed());
    boolean more = lines.size() > most;
    List<Line> shown = more ? lines.subList(1, lines.size()) : lines;
    return new Page(withFiles(conversation, shown), more);
  }

  private static Line line(ResultSet row) throws SQLException {
    return new Line(
        new Place(row.getLong("turn"), row.getInt("ordinal")),
        row.getString("kind"),
        row.getString("words"),
        row.getObject("happened_at", OffsetDateTime.class).toInstant(),
        row.getString("status"),
        row.getString("failure"),
        row.getString("external_ids"),
        row.getString("operator_id"),
        row.getString("operator_name"),
        List.of());
  }

  /// A turn's files are the citizen's, or those of the reply that an operator gave in it.
  private List<Line> withFiles(String conversation, List<Line> lines) {
    if (lines.isEmpty()) {
      return lines;
    }
    List<Filed> files =
        files(conversation, lines.getFirst().place().turn(), lines.getLast().place().turn());
    if (files.isEmpty()) {
      return lines;
    }
    List<Line> all = new ArrayList<>();
    long given = Long.MIN_VALUE;
    for (Line line : lines) {
      long turn = line.place().turn();
      boolean bears =
          turn != given
              && !line.kind().equals("desk")
              && !line.kind().equals("note")
              && (line.incoming() || line.operatorName() != null);
      List<Filed> own =
          bears ? files.stream().filter(file -> file.turn() == turn).toList() : List.of();
      if (!own.isEmpty()) {
        given = turn;
      }
      all.add(line.with(own));
    }
    return all;
  }

  private List<Filed> files(String conversation, long from, long to) {
    return jdbc.sql(
            "select turn, ordinal, kind, reference, media_type, file_name, bytes from attachment"
                + " where conversation_id = ? and turn between ? and ? order by turn, ordinal")
        .params(conversation, from, to)
        .query((row, _) -> filed(row))
        .list();
  }

  private static Filed filed(ResultSet row) throws SQLException {
    return new Filed(
        row.getLong("turn"),
        row.getInt("ordinal"),
        new Attachment(
            Attachment.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
            row.getString("reference"),
            row.getString("media_type"),
            row.getString("file_name"),
            row.getLong("bytes")));
  }

  /// One file of a conversation.
  Optional<Attachment> file(String conversation, long turn, int number) {
    return files(conversation, turn, turn).stream()
        .filter(file -> file.number() == number)
        .map(Filed::attachment)
        .findFirst();
  }

  /// The latest photos and files that the citizen sent, the latest first.
  List<Filed> latestFiles(String conversation, int most) {
    return jdbc.sql(
            "select a.turn, a.ordinal, a.kind, a.reference, a.media_type, a.file_name, a.bytes"
                + " from attachment a join message m on m.conversation_id = a.conversation_id"
                + " and m.turn = a.turn and m.ordinal = -1 and m.kind not in ('note', 'desk')"
                + " where a.conversation_id = ? order by a.turn desc, a.ordinal limit ?")
        .params(conversation, most)
        .query((row, _) -> filed(row))
        .list();
  }

  /// What the citizen wrote since a moment, in the order of writing.
  List<String> written(String conversation, Instant since, int most) {
    return jdbc.sql(
            "select words from message where conversation_id = ? and ordinal = -1"
                + " and kind in ('text', 'media') and words <> '' and happened_at >= ?"
                + " order by turn desc limit ?")
        .params(conversation, OffsetDateTime.ofInstant(since, ZoneOffset.UTC), most)
        .query((row, _) -> row.getString("words"))
        .list()
        .reversed();
  }
}
