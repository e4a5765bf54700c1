package ua.holos.gateway.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.appeal.AppealStatus;
import ua.holos.bot.appeal.Heard;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.understanding.Detail;

/// Writes rows in JDBC batches: one statement for each kind of row, in the order in which they need
/// one another. SQL that H2 and PostgreSQL both run. A key that is there already changes nothing: a
/// Redis that failed over may have forgotten the last turns and count them once more, and that must
/// not stop the record.
final class RecordWriter {
  private final Connection connection;
  private final JdbcBatch jdbc;
  private final DeliveryWriter delivery;
  private final DeskWriter desk;

  RecordWriter(Connection connection) {
    this.connection = connection;
    this.jdbc = new JdbcBatch(connection);
    this.delivery = new DeliveryWriter(connection);
    this.desk = new DeskWriter(connection);
  }

  /// @param known conversations whose rows are there for sure, with the name that is there
  void write(Rows rows, Map<String, String> known) throws SQLException {
    conversations(rows.conversations.values(), known.keySet());
    people(rows, known);
    messages(rows);
    delivery.write(rows);
    appeals(rows);
    desk.write(rows.desk);
    new Unsearched(connection).write(rows);
  }

  private void conversations(Collection<Rows.ConversationSeen> seen, Set<String> known)
      throws SQLException {
    var strangers = seen.stream().filter(c -> !known.contains(c.id())).toList();
    batch(
        "insert into contact (id, created_at) values (?, ?) on conflict do nothing",
        strangers,
        (s, c) -> {
          s.setObject(1, Rows.contactId(c.id()));
          time(s, 2, c.first());
        });
    batch(
        "insert into contact_channel (urn, contact_id, channel, stopped) values (?, ?, ?, false)"
            + " on conflict do nothing",
        strangers,
        (s, c) -> {
          s.setString(1, c.id());
          s.setObject(2, Rows.contactId(c.id()));
          s.setString(3, ContactUrn.parse(c.id()).scheme());
        });
    batch(
        "insert into conversation (id, contact_id, started_at, last_at, turn)"
            + " values (?, ?, ?, ?, ?) on conflict do nothing",
        strangers,
        (s, c) -> {
          s.setString(1, c.id());
          s.setObject(2, Rows.contactId(c.id()));
          time(s, 3, c.first());
          time(s, 4, c.last());
          s.setLong(5, c.turn());
        });
    batch(
        "update conversation set last_at = ?, turn = ? where id = ?",
        seen,
        (s, c) -> {
          time(s, 1, c.last());
          s.setLong(2, c.turn());
          s.setString(3, c.id());
        });
  }

  private void people(Rows rows, Map<String, String> known) throws SQLException {
    batch(
        "update contact_channel set displayed_name = ? where urn = ?",
        rows.names.entrySet().stream()
            .filter(named -> !named.getValue().equals(known.get(named.getKey())))
            .toList(),
        (s, named) -> {
          s.setString(1, named.getValue());
          s.setString(2, named.getKey());
        });
    memberships(rows.memberships.values());
    batch(
        "update contact set phone = ? where id = ?",
        rows.phones.stream().filter(reached -> !reached.proved()).toList(),
        (s, reached) -> {
          s.setString(1, reached.phone());
          s.setObject(2, Rows.contactId(reached.conversation()));
        });
    batch(
        "update contact set phone = ? where id ="
            + " (select contact_id from contact_channel where urn = ?)",
        rows.phones.stream().filter(Rows.Reached::proved).toList(),
        (s, reached) -> {
          s.setString(1, reached.phone());
          s.setString(2, reached.conversation());
        });
    batch(
        "update contact_channel set stopped = ? where urn = ?",
        rows.stops,
        (s, stopped) -> {
          s.setBoolean(1, stopped.stopped());
          s.setString(2, stopped.conversation());
        });
  }

  /// Each conversation says for itself whose it is, so that none waits for another's partition. A
  /// conversation that is alone again has the contact that it began with.
  private void memberships(Collection<Rows.Membership> memberships) throws SQLException {
    batch(
        "insert into contact (id, phone, created_at) values (?, ?, ?) on conflict do nothing",
        memberships.stream().sorted(Comparator.comparing(Rows.Membership::id)).toList(),
        (s, membership) -> {
          s.setObject(1, membership.id());
          s.setString(2, membership.phone());
          time(s, 3, membership.since());
        });
    for (String sql :
        List.of(
            "update contact_channel set contact_id = ? where urn = ?",
            "update conversation set contact_id = ? where id = ?")) {
      batch(
          sql,
          memberships,
          (s, membership) -> {
            s.setObject(1, membership.id());
            s.setString(2, membership.conversation());
          });
    }
  }

  private void messages(Rows rows) throws SQLException {
    batch(
        "insert into message (conversation_id, turn, ordinal, kind, words, happened_at, status,"
            + " failure, external_ids, status_at, sent_at, parts, cost, sms_parts, operator_id,"
            + " operator_name)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
        rows.messages.values(),
        (s, message) -> {
          id(s, 1, message.id());
          s.setString(4, message.kind());
          s.setString(5, message.words());
          time(s, 6, message.at());
          Rows.Sent sent = message.sent();
          s.setString(7, message.status());
          s.setString(8, null);
          s.setString(9, message.externalId());
          time(s, 10, message.at());
          time(s, 11, null);
          s.setObject(12, null, Types.INTEGER);
          s.setObject(13, null, Types.NUMERIC);
          s.setObject(14, message.smsParts(), Types.INTEGER);
          Rows.Author author = message.author();
          s.setString(15, author == null ? null : author.id());
          s.setString(16, author == null ? null : author.name());
          if (sent != null) {
            sent(s, 7, sent);
          }
        });
    batch(
        "insert into attachment (conversation_id, turn, ordinal, kind, reference, media_type,"
            + " file_name, bytes) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
        rows.attachments,
        (s, row) -> {
          s.setString(1, row.message().conversation());
          s.setLong(2, row.message().turn());
          s.setInt(3, row.ordinal());
          s.setString(4, lower(row.attachment().kind()));
          s.setString(5, Rows.clean(row.attachment().reference()));
          s.setString(6, Rows.clean(row.attachment().mediaType()));
          s.setString(7, Rows.clean(row.attachment().fileName()));
          s.setLong(8, row.attachment().bytes());
        });
    batch(
        // A note that a Redis which failed over tells again must not undo what was heard since.
        "update message set status = ?, failure = ?, external_ids = ?, status_at = ?, sent_at = ?,"
            + " parts = ?, cost = ?"
            + " where conversation_id = ? and turn = ? and ordinal = ? and status = 'queued'",
        rows.sent,
        (s, sent) -> {
          sent(s, 1, sent);
          id(s, 8, sent.message());
        });
  }

  /// Seven values of a message that its delivery tells.
  private static void sent(PreparedStatement s, int index, Rows.Sent sent) throws SQLException {
    s.setString(index, sent.status());
    s.setString(index + 1, sent.failure());
    s.setString(index + 2, sent.externalIds());
    time(s, index + 3, sent.at());
    time(s, index + 4, sent.left() ? sent.at() : null);
    s.setInt(index + 5, sent.parts());
    s.setBigDecimal(index + 6, sent.cost());
  }

  private void appeals(Rows rows) throws SQLException {
    batch(
        "insert into appeal (reference, conversation_id, category, description, address, street_id,"
            + " latitude, longitude, phone, name, flags, status, status_at, confirmed_at, house,"
            + " heard_categories, heard_certain, heard_words, heard_street, heard_house)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'accepted', ?, ?, ?, ?, ?, ?, ?, ?)"
            + " on conflict do nothing",
        rows.appeals,
        (s, row) -> {
          var draft = row.draft();
          s.setString(1, draft.reference());
          s.setString(2, row.conversation());
          s.setString(3, draft.category());
          s.setString(4, Rows.clean(draft.description()));
          s.setString(5, Rows.cleanOrNull(draft.address()));
          s.setString(6, draft.streetId());
          s.setObject(7, draft.latitude(), Types.DOUBLE);
          s.setObject(8, draft.longitude(), Types.DOUBLE);
          s.setString(9, Rows.cleanOrNull(draft.phone()));
          s.setString(10, Rows.cleanOrNull(draft.name()));
          s.setString(11, String.join(" ", draft.flags()));
          time(s, 12, row.at());
          time(s, 13, draft.confirmedAt());
          Heard heard = draft.heard();
          Heard.Address address = heard.address();
          s.setString(14, Rows.cleanOrNull(draft.house()));
          s.setString(
              15, heard.categories().isEmpty() ? null : String.join(" ", heard.categories()));
          s.setBoolean(16, heard.certain());
          s.setString(17, address == null ? null : Rows.clean(address.words()));
          s.setString(
              18, address == null || !address.certain() ? null : address.streets().getFirst());
          s.setString(19, address == null ? null : Rows.cleanOrNull(address.house()));
        });
    corrections(rows);
    record DetailRow(String reference, Map.Entry<Detail, String> detail) {}
    batch(
        "insert into appeal_detail (reference, detail, answer) values (?, ?, ?)"
            + " on conflict do nothing",
        rows.appeals.stream()
            .flatMap(row ->
                row.draft().details().entrySet().stream()
                    .map(detail -> new DetailRow(row.draft().reference(), detail)))
            .toList(),
        (s, row) -> {
          s.setString(1, row.reference());
          s.setString(2, row.detail().getKey().code());
          s.setString(3, Rows.clean(row.detail().getValue()));
        });
    batch(
        "update appeal set number = ?, filed_at = ?, expected_at = ?, status = ?, status_at = ?"
            + " where reference = ? and number is null",
        rows.filed,
        (s, filed) -> {
          s.setString(1, filed.number());
          time(s, 2, filed.at());
          time(s, 3, filed.expectedAt());
          s.setString(4, lower(AppealStatus.REGISTERED));
          time(s, 5, filed.at());
          s.setString(6, filed.reference());
        });
    correctedByDepartments(rows);
    batch(
        "update appeal set status = 'refused', status_at = ?, refusal = ?"
            + " where reference = ? and number is null",
        rows.refused,
        (s, refused) -> {
          time(s, 1, refused.at());
          s.setString(2, Rows.clean(refused.code() + ": " + refused.reason()));
          s.setString(3, refused.reference());
        });
    batch(
        "insert into appeal_status (number, update_id, status, note, responsible, happened_at,"
            + " expected_at) values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
        rows.statuses,
        (s, change) -> {
          s.setString(1, change.number());
          s.setString(2, change.updateId());
          s.setString(3, lower(change.status()));
          s.setString(4, Rows.clean(change.note()));
          s.setString(5, Rows.clean(change.responsible()));
          time(s, 6, change.at());
          time(s, 7, change.expectedAt());
        });
    batch(
        "update appeal set status = ?, status_at = ?, expected_at = coalesce(?, expected_at)"
            + " where number = ? and status_at <= ?",
        rows.statuses,
        (s, change) -> {
          s.setString(1, lower(change.status()));
          time(s, 2, change.at());
          time(s, 3, change.expectedAt());
          s.setString(4, change.number());
          time(s, 5, change.at());
        });
  }

  /// What citizens corrected, or operators for them, and departments afterwards. A department's
  /// correction says what it found instead, and the appeal is from then on as it says.
  private void corrections(Rows rows) throws SQLException {
    batch(
        "insert into correction (reference, subject, author, update_id, manner, understood,"
            + " understood_house, correct, correct_house, words, happened_at)"
            + " values (?, ?, ?, '', ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
        rows.appeals.stream().flatMap(row -> Correction.of(row.draft()).stream()).toList(),
        (s, correction) -> {
          s.setString(1, correction.reference());
          s.setString(2, correction.subject());
          s.setString(3, correction.author());
          s.setString(4, lower(correction.manner()));
          s.setString(5, correction.understood());
          s.setString(6, Rows.cleanOrNull(correction.understoodHouse()));
          s.setString(7, correction.correct());
          s.setString(8, Rows.cleanOrNull(correction.correctHouse()));
          s.setString(9, correction.words());
          time(s, 10, correction.at());
        });
  }

  private void correctedByDepartments(Rows rows) throws SQLException {
    for (Event.AppealCorrected corrected : rows.corrected) {
      // One by one: the next says what it found after this one.
      if (corrected.category() != null) {
        batch(
            "insert into correction (reference, subject, author, update_id, manner, understood,"
                + " correct, happened_at)"
                + " select reference, 'category', 'operator', ?, 'corrected', category, ?, ?"
                + " from appeal where number = ? and category <> ? on conflict do nothing",
            List.of(corrected),
            (s, one) -> {
              s.setString(1, one.updateId());
              s.setString(2, one.category());
              time(s, 3, one.at());
              s.setString(4, one.number());
              s.setString(5, one.category());
            });
        batch(
            "update appeal set category = ? where number = ?",
            List.of(corrected),
            (s, one) -> {
              s.setString(1, one.category());
              s.setString(2, one.number());
            });
      }
      if (corrected.address() != null) {
        batch(
            "insert into correction (reference, subject, author, update_id, manner, understood,"
                + " understood_house, correct, correct_house, words, happened_at)"
                + " select reference, 'address', 'operator', ?, 'corrected', street_id, house,"
                + " ?, ?, heard_words, ? from appeal where number = ? on conflict do nothing",
            List.of(corrected),
            (s, one) -> {
              s.setString(1, one.updateId());
              s.setString(2, one.streetId());
              s.setString(3, Rows.cleanOrNull(one.house()));
              time(s, 4, one.at());
              s.setString(5, one.number());
            });
        batch(
            "update appeal set address = ?, street_id = ?, house = ? where number = ?",
            List.of(corrected),
            (s, one) -> {
              s.setString(1, Rows.cleanOrNull(one.address()));
              s.setString(2, one.streetId());
              s.setString(3, Rows.cleanOrNull(one.house()));
              s.setString(4, one.number());
            });
      }
    }
  }

  private <T> void batch(String sql, Collection<T> rows, JdbcBatch.Binding<T> binding)
      throws SQLException {
    jdbc.run(sql, rows, binding);
  }

  private static void time(PreparedStatement statement, int index, @Nullable Instant at)
      throws SQLException {
    JdbcBatch.time(statement, index, at);
  }

  private static void id(PreparedStatement statement, int index, Rows.MessageId id)
      throws SQLException {
    JdbcBatch.id(statement, index, id);
  }

  /// A constant as it is written in the record: `in-progress`.
  static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
