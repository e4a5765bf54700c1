package ua.holos.gateway.history;

import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// Rows of the record, for tests, as the projection writes them.
public final class RecordRows {
  private final JdbcTemplate jdbc;

  public RecordRows(DataSource database) {
    this.jdbc = new JdbcTemplate(database);
  }

  /// The contact of a conversation that is alone.
  public static UUID contact(String conversation) {
    return UUID.nameUUIDFromBytes(conversation.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  public void conversation(
      String id, @Nullable String shown, @Nullable String phone, Instant last) {
    UUID contact = contact(id);
    run("insert into contact (id, phone, created_at) values (?, ?, ?)", contact, phone, last);
    run(
        "insert into contact_channel (urn, contact_id, channel, displayed_name, stopped)"
            + " values (?, ?, ?, ?, false)",
        id,
        contact,
        id.substring(0, id.indexOf(':')),
        shown);
    run(
        "insert into conversation (id, contact_id, started_at, last_at, turn)"
            + " values (?, ?, ?, ?, 1)",
        id,
        contact,
        last,
        last);
  }

  /// Both are one person's from now on.
  public void join(String conversation, String other) {
    run("update conversation set contact_id = ? where id = ?", contact(other), conversation);
    run("update contact_channel set contact_id = ? where urn = ?", contact(other), conversation);
  }

  /// @param operator id of whoever wrote it, null for citizens and the bot
  public void message(
      String conversation,
      long turn,
      int ordinal,
      String kind,
      String words,
      Instant at,
      @Nullable String operator) {
    run(
        "insert into message (conversation_id, turn, ordinal, kind, words, happened_at, status,"
            + " operator_id, operator_name) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        conversation,
        turn,
        ordinal,
        kind,
        words,
        at,
        kind.equals("note") || kind.equals("desk")
            ? "noted"
            : ordinal < 0 ? "received" : "delivered",
        operator,
        operator == null ? null : "Марія " + operator);
  }

  public void attachment(String conversation, long turn, String fileName, long bytes) {
    run(
        "insert into attachment (conversation_id, turn, ordinal, kind, reference, media_type,"
            + " file_name, bytes) values (?, ?, 0, 'photo', 'ref', 'image/jpeg', ?, ?)",
        conversation,
        turn,
        fileName,
        bytes);
  }

  public void appeal(
      String reference,
      String conversation,
      @Nullable String number,
      String address,
      @Nullable String phone,
      Instant at) {
    run(
        "insert into appeal (reference, conversation_id, number, category, description, address,"
            + " phone, flags, status, status_at, confirmed_at)"
            + " values (?, ?, ?, 'hot-water', 'Немає гарячої води', ?, ?, '', 'registered', ?, ?)",
        reference,
        conversation,
        number,
        address,
        phone,
        at,
        at);
  }

  public void status(String number, String status, String note, Instant at) {
    run(
        "insert into appeal_status (number, update_id, status, note, responsible, happened_at)"
            + " values (?, ?, ?, ?, '', ?)",
        number,
        UUID.randomUUID().toString(),
        status,
        note,
        at);
  }

  /// A call that an operator took at once, answered after 30 seconds and closed after ten minutes.
  public void call(String conversation, long turn, String reason, Instant since, String operator) {
    call(conversation, turn, reason, since, 10, 30, 600, operator, "closed", null);
  }

  /// @param claimed seconds until an operator took it, null when none did
  /// @param ended seconds until it left the desk, null when it is there
  public void call(
      String conversation,
      long turn,
      String reason,
      Instant since,
      @Nullable Integer claimed,
      @Nullable Integer answered,
      @Nullable Integer ended,
      @Nullable String operator,
      @Nullable String outcome,
      @Nullable Integer rating) {
    run(
        "insert into operator_request (conversation_id, turn, ordinal, reason, since, claimed_at,"
            + " answered_at, until, operator_id, operator_name, outcome, rating, rated_at)"
            + " values (?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        conversation,
        turn,
        reason,
        since,
        claimed == null ? null : since.plusSeconds(claimed),
        answered == null ? null : since.plusSeconds(answered),
        ended == null ? null : since.plusSeconds(ended),
        operator,
        operator == null ? null : "Марія " + operator,
        outcome,
        rating,
        rating == null || ended == null ? null : since.plusSeconds(ended + 30));
    if (operator != null && claimed != null) {
      run(
          "insert into desk_holding (conversation_id, turn, operator_id, operator_name, since,"
              + " until, ended) values (?, ?, ?, ?, ?, ?, ?)",
          conversation,
          turn + 1,
          operator,
          "Марія " + operator,
          since.plusSeconds(claimed),
          ended == null ? null : since.plusSeconds(ended),
          ended == null ? null : outcome);
    }
  }

  private void run(String sql, @Nullable Object... values) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] instanceof Instant at) {
        values[i] = Query.utc(at);
      }
    }
    jdbc.update(sql, values);
  }
}
