package ua.holos.gateway.desk.page;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Reads what the record has of the person behind a conversation: in all their channels.
final class PersonReader {
  private static final int MOST_APPEALS = 20;

  /// The conversations of the same person; this one alone when the record doesn't know it.
  private static final String SAME_PERSON =
      "(select other.urn from contact_channel mine join contact_channel other"
          + " on other.contact_id = mine.contact_id where mine.urn = ?)";

  private final JdbcClient jdbc;

  PersonReader(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Where the person can be met.
  ///
  /// @param channel the scheme
  record Channel(String urn, String channel, @Nullable String name, boolean stopped) {}

  /// An appeal as it stands.
  record Appeal(
      @Nullable String number,
      String category,
      @Nullable String address,
      String status,
      Instant statusAt,
      Instant confirmedAt,
      @Nullable Instant expectedAt) {}

  List<Channel> channels(String conversation) {
    return jdbc.sql(
            "select urn, channel, displayed_name, stopped from contact_channel where urn in "
                + SAME_PERSON
                + " order by channel, urn")
        .param(conversation)
        .query((row, _) ->
            new Channel(
                row.getString("urn"),
                row.getString("channel"),
                row.getString("displayed_name"),
                row.getBoolean("stopped")))
        .list();
  }

  /// The latest first.
  List<Appeal> appeals(String conversation) {
    return jdbc.sql(
            "select number, category, address, status, status_at, confirmed_at, expected_at"
                + " from appeal where conversation_id in "
                + SAME_PERSON
                + " order by confirmed_at desc limit ?")
        .params(conversation, MOST_APPEALS)
        .query((row, _) -> appeal(row))
        .list();
  }

  private static Appeal appeal(ResultSet row) throws SQLException {
    OffsetDateTime expected = row.getObject("expected_at", OffsetDateTime.class);
    return new Appeal(
        row.getString("number"),
        row.getString("category"),
        row.getString("address"),
        row.getString("status"),
        row.getObject("status_at", OffsetDateTime.class).toInstant(),
        row.getObject("confirmed_at", OffsetDateTime.class).toInstant(),
        expected == null ? null : expected.toInstant());
  }
}
