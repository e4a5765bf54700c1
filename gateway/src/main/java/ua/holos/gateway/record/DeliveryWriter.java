package ua.holos.gateway.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.message.MessageStatus;

/// What becomes of messages after they left: brings delivery reports and the parts of messages
/// together, whichever comes first, and writes what that makes of each message. Reads what it needs
/// in a few statements for a whole batch; a conversation's rows are written by one partition only,
/// whose position is locked, so that what was read stays true.
final class DeliveryWriter {
  /// A report that waits longer for its message is about one of which nothing is known here.
  private static final Duration KEPT = Duration.ofDays(28);

  private static final int ASKED_AT_ONCE = 250;

  private final Connection connection;
  private final JdbcBatch jdbc;

  /// The watermarks that this batch raises.
  private final Map<String, Instant> readUntil = new HashMap<>();

  DeliveryWriter(Connection connection) {
    this.connection = connection;
    this.jdbc = new JdbcBatch(connection);
  }

  /// A part, by the id that the platform gave.
  record PartId(String externalId, String conversation) {}

  private static final class Message {
    final Rows.MessageId id;
    final Instant sentAt;
    final @Nullable Instant readUntil;
    final Map<String, Arrival> parts = new LinkedHashMap<>();

    Message(Rows.MessageId id, Instant sentAt, @Nullable Instant readUntil) {
      this.id = id;
      this.sentAt = sentAt;
      this.readUntil = readUntil;
    }
  }

  void write(Rows rows) throws SQLException {
    if (rows.accepted.isEmpty() && rows.reports.isEmpty()) {
      return;
    }
    Map<PartId, Arrival> reports = new LinkedHashMap<>();
    Instant now = Instant.MIN;
    for (Rows.Report report : rows.reports) {
      reports.merge(report.part(), report.arrival(), Arrival::and);
      now = later(now, report.heardAt());
    }
    for (Rows.Accepted one : rows.accepted) {
      now = later(now, one.at());
    }
    parts(rows.accepted);
    early(rows.accepted).forEach((part, arrival) -> reports.merge(part, arrival, Arrival::and));
    Map<PartId, Message> messages = messages(reports.keySet());
    reports(reports, messages);
    reports.keySet().removeAll(messages.keySet());
    keep(reports, now);
    seen();
    settle(new HashSet<>(messages.values()));
    seenBefore(rows.accepted);
  }

  private void parts(List<Rows.Accepted> accepted) throws SQLException {
    record Part(String externalId, Rows.Accepted of) {}
    jdbc.run(
        "insert into message_part (conversation_id, turn, ordinal, external_id, status, status_at,"
            + " reason) values (?, ?, ?, ?, 'accepted', ?, '') on conflict do nothing",
        accepted.stream()
            .flatMap(one -> one.externalIds().stream().map(id -> new Part(id, one)))
            .toList(),
        (s, part) -> {
          JdbcBatch.id(s, 1, part.of().message());
          s.setString(4, part.externalId());
          JdbcBatch.time(s, 5, part.of().at());
        });
  }

  /// Takes the reports out that waited for these messages.
  private Map<PartId, Arrival> early(List<Rows.Accepted> accepted) throws SQLException {
    Set<PartId> wanted = new HashSet<>();
    for (Rows.Accepted one : accepted) {
      one.externalIds().forEach(id -> wanted.add(new PartId(id, one.message().conversation())));
    }
    Map<PartId, Arrival> found = waiting(wanted);
    forget(found.keySet());
    return found;
  }

  private Map<PartId, Arrival> waiting(Set<PartId> wanted) throws SQLException {
    Map<PartId, Arrival> found = new LinkedHashMap<>();
    ask(
        "select external_id, conversation_id, status, status_at, arrived_at, reason"
            + " from delivery_report where external_id in (%s)",
        wanted.stream().map(PartId::externalId).distinct().toList(),
        row -> {
          PartId part = new PartId(row.getString(1), row.getString(2));
          if (wanted.contains(part)) {
            found.put(part, arrival(row, 3));
          }
        });
    return found;
  }

  private void forget(Collection<PartId> reports) throws SQLException {
    jdbc.run(
        "delete from delivery_report where external_id = ? and conversation_id = ?",
        reports,
        (s, part) -> {
          s.setString(1, part.externalId());
          s.setString(2, part.conversation());
        });
  }

  /// The messages with the reported parts, each with all its parts, by each of the reported ones.
  private Map<PartId, Message> messages(Set<PartId> reported) throws SQLException {
    Map<Rows.MessageId, Message> byId = new HashMap<>();
    Map<PartId, Message> byPart = new LinkedHashMap<>();
    ask(
        "select p.external_id, p.conversation_id, q.turn, q.ordinal, q.external_id, q.status,"
            + " q.status_at, q.arrived_at, q.reason, m.sent_at, c.read_until from message_part p"
            + " join message_part q on q.conversation_id = p.conversation_id"
            + " and q.turn = p.turn and q.ordinal = p.ordinal"
            + " join message m on m.conversation_id = p.conversation_id"
            + " and m.turn = p.turn and m.ordinal = p.ordinal"
            + " join conversation c on c.id = p.conversation_id where p.external_id in (%s)",
        reported.stream().map(PartId::externalId).distinct().toList(),
        row -> {
          PartId part = new PartId(row.getString(1), row.getString(2));
          Instant sentAt = at(row, 10);
          if (reported.contains(part) && sentAt != null) {
            Rows.MessageId id =
                new Rows.MessageId(part.conversation(), row.getLong(3), row.getInt(4));
            Instant read = at(row, 11);
            Message message = byId.computeIfAbsent(id, _ -> new Message(id, sentAt, read));
            message.parts.put(row.getString(5), arrival(row, 6));
            byPart.put(part, message);
          }
        });
    return byPart;
  }

  /// Counts the reports in, and writes the parts that they change.
  private void reports(Map<PartId, Arrival> reports, Map<PartId, Message> messages)
      throws SQLException {
    Map<PartId, Arrival> changed = new LinkedHashMap<>();
    reports.forEach((part, report) -> {
      Message message = messages.get(part);
      if (message != null) {
        Arrival before = message.parts.get(part.externalId());
        Arrival after = before == null ? report : before.and(report);
        if (!after.equals(before)) {
          message.parts.put(part.externalId(), after);
          changed.put(part, after);
        }
      }
      if (report.status() == MessageStatus.READ) {
        // What stands above the message in the chat was sent before it.
        Instant until = message == null ? report.at() : later(report.at(), message.sentAt);
        readUntil.merge(part.conversation(), until, DeliveryWriter::later);
      }
    });
    jdbc.run(
        "update message_part set status = ?, status_at = ?, arrived_at = ?, reason = ?"
            + " where external_id = ? and conversation_id = ?",
        changed.entrySet(),
        (s, part) -> {
          bind(s, 1, part.getValue());
          s.setString(5, part.getKey().externalId());
          s.setString(6, part.getKey().conversation());
        });
  }

  /// Keeps reports whose message isn't known yet, and drops those that waited in vain.
  private void keep(Map<PartId, Arrival> unmatched, Instant now) throws SQLException {
    if (unmatched.isEmpty()) {
      return;
    }
    Map<PartId, Arrival> before = waiting(unmatched.keySet());
    forget(before.keySet());
    jdbc.run(
        "insert into delivery_report (status, status_at, arrived_at, reason, external_id,"
            + " conversation_id, kept_at) values (?, ?, ?, ?, ?, ?, ?)",
        unmatched.entrySet(),
        (s, report) -> {
          Arrival known = before.get(report.getKey());
          bind(s, 1, known == null ? report.getValue() : known.and(report.getValue()));
          s.setString(5, report.getKey().externalId());
          s.setString(6, report.getKey().conversation());
          JdbcBatch.time(s, 7, now);
        });
    jdbc.run(
        "delete from delivery_report where kept_at < ?",
        List.of(now.minus(KEPT)),
        (s, end) -> JdbcBatch.time(s, 1, end));
  }

  /// All that was sent before something that was read has been read.
  private void seen() throws SQLException {
    jdbc.run(
        "update conversation set read_until = ?"
            + " where id = ? and (read_until is null or read_until < ?)",
        readUntil.entrySet(),
        (s, read) -> {
          JdbcBatch.time(s, 1, read.getValue());
          s.setString(2, read.getKey());
          JdbcBatch.time(s, 3, read.getValue());
        });
    jdbc.run(
        "update message set status = 'read', status_at = ? where conversation_id = ?"
            + " and ordinal >= 0 and sent_at <= ? and status in ('accepted', 'sent', 'delivered')",
        readUntil.entrySet(),
        (s, read) -> {
          JdbcBatch.time(s, 1, read.getValue());
          s.setString(2, read.getKey());
          JdbcBatch.time(s, 3, read.getValue());
        });
  }

  /// Writes what the parts make of each message.
  private void settle(Collection<Message> messages) throws SQLException {
    jdbc.run(
        "update message set status = ?, status_at = ?, delivered_at = ?, failure = ?"
            + " where conversation_id = ? and turn = ? and ordinal = ?",
        messages,
        (s, message) -> {
          Instant now = readUntil.get(message.id.conversation());
          Instant read = message.readUntil;
          Arrival arrival =
              Arrival.of(
                  message.parts.values(),
                  message.sentAt,
                  now == null || read != null && read.isAfter(now) ? read : now);
          s.setString(1, RecordWriter.lower(arrival.status()));
          JdbcBatch.time(s, 2, arrival.at());
          JdbcBatch.time(s, 3, arrival.arrivedAt());
          s.setString(
              4, arrival.status() == MessageStatus.FAILED ? failure(arrival.reason()) : null);
          JdbcBatch.id(s, 5, message.id);
        });
  }

  private static String failure(String reason) {
    return reason.isEmpty() ? "undelivered" : "undelivered: " + reason;
  }

  /// Messages whose note comes after the report that all sent until then has been read.
  private void seenBefore(List<Rows.Accepted> accepted) throws SQLException {
    Map<String, Instant> read = new HashMap<>();
    ask(
        "select id, read_until from conversation where read_until is not null and id in (%s)",
        accepted.stream().map(one -> one.message().conversation()).distinct().toList(),
        row -> {
          Instant until = at(row, 2);
          if (until != null) {
            read.put(row.getString(1), until);
          }
        });
    jdbc.run(
        "update message set status = 'read', status_at = ? where conversation_id = ? and turn = ?"
            + " and ordinal = ? and status in ('accepted', 'sent', 'delivered')",
        accepted.stream()
            .filter(one -> {
              Instant until = read.get(one.message().conversation());
              return until != null && !one.at().isAfter(until);
            })
            .toList(),
        (s, one) -> {
          JdbcBatch.time(s, 1, read.get(one.message().conversation()));
          JdbcBatch.id(s, 2, one.message());
        });
  }

  private interface Reader {
    void read(ResultSet row) throws SQLException;
  }

  /// Asks for values of an `in (…)`, some hundreds at a time.
  private void ask(String sql, List<String> values, Reader reader) throws SQLException {
    for (int from = 0; from < values.size(); from += ASKED_AT_ONCE) {
      List<String> some = values.subList(from, Math.min(values.size(), from + ASKED_AT_ONCE));
      String marks = String.join(", ", Collections.nCopies(some.size(), "?"));
      try (PreparedStatement statement =
          connection.prepareStatement(String.format(Locale.ROOT, sql, marks))) {
        for (int i = 0; i < some.size(); i++) {
          statement.setString(i + 1, some.get(i));
        }
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            reader.read(rows);
          }
        }
      }
    }
  }

  private static void bind(PreparedStatement s, int index, Arrival arrival) throws SQLException {
    s.setString(index, RecordWriter.lower(arrival.status()));
    JdbcBatch.time(s, index + 1, arrival.at());
    JdbcBatch.time(s, index + 2, arrival.arrivedAt());
    s.setString(index + 3, arrival.reason());
  }

  /// Reads status, time, arrival and reason from a column on.
  private static Arrival arrival(ResultSet row, int index) throws SQLException {
    Instant at = at(row, index + 1);
    if (at == null) {
      throw new SQLException("A status without its time");
    }
    return new Arrival(
        MessageStatus.valueOf(row.getString(index).toUpperCase(Locale.ROOT)),
        at,
        at(row, index + 2),
        row.getString(index + 3));
  }

  private static @Nullable Instant at(ResultSet row, int index) throws SQLException {
    OffsetDateTime at = row.getObject(index, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
