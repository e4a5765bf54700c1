package ua.holos.gateway.core;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import ua.holos.bot.appeal.AppealStatus;

/// The embedded core's appeals in SQL. Every change of an appeal locks its row, writes its history,
/// and, when Holos must hear of it, the webhook's outbox: all in one transaction.
final class AppealArchive {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final InstantSource clock;
  private final ZoneId zone;

  AppealArchive(
      JdbcClient jdbc, TransactionTemplate transaction, InstantSource clock, ZoneId zone) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clock = clock;
    this.zone = zone;
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  // --- filing ---

  /// Registers an appeal, or finds the one with the same reference or idempotency key.
  ///
  /// @param due when it must be done, by the time of registering
  Appeal register(NewAppeal appeal, Function<Instant, Instant> due) {
    Optional<Appeal> known = filedBefore(appeal);
    if (known.isPresent()) {
      return known.get();
    }
    try {
      String number = transaction.execute(status -> insert(appeal, due));
      return find(number).orElseThrow();
    } catch (DuplicateKeyException filedAtTheSameTime) {
      return filedBefore(appeal).orElseThrow(() -> filedAtTheSameTime);
    }
  }

  private Optional<Appeal> filedBefore(NewAppeal appeal) {
    if (appeal.externalRef() != null) {
      Optional<Appeal> known = findByReference(appeal.externalRef());
      if (known.isPresent()) {
        return known;
      }
    }
    return appeal.idempotencyKey() == null
        ? Optional.empty()
        : numberBy("idempotency_key", appeal.idempotencyKey()).flatMap(this::find);
  }

  private String insert(NewAppeal appeal, Function<Instant, Instant> due) {
    Instant now = now();
    Instant promised = appeal.expectedAt() == null ? due.apply(now) : appeal.expectedAt();
    String number = nextNumber(now);
    Appeal.Applicant who = appeal.applicant();
    jdbc.sql(
            """
            insert into core_request (number, external_ref, idempotency_key, service_code,
              description, address, address_id, latitude, longitude, first_name, last_name, phone,
              email, account_id, device_id, status, attention, attention_note, status_note,
              responsible, version, requested_at, updated_at, expected_at)
            values (:number, :externalRef, :idempotencyKey, :serviceCode, :description, :address,
              :addressId, :latitude, :longitude, :firstName, :lastName, :phone, :email, :accountId,
              :deviceId, 'REGISTERED', null, '', '', '', 0, :now, :now, :expectedAt)
            """)
        .param("number", number)
        .param("externalRef", appeal.externalRef())
        .param("idempotencyKey", appeal.idempotencyKey())
        .param("serviceCode", appeal.serviceCode())
        .param("description", appeal.description())
        .param("address", appeal.address())
        .param("addressId", appeal.addressId())
        .param("latitude", appeal.latitude())
        .param("longitude", appeal.longitude())
        .param("firstName", who.firstName())
        .param("lastName", who.lastName())
        .param("phone", who.phone())
        .param("email", who.email())
        .param("accountId", who.accountId())
        .param("deviceId", who.deviceId())
        .param("now", sql(now))
        .param("expectedAt", sql(promised))
        .update();
    for (int i = 0; i < appeal.attributes().size(); i++) {
      jdbc.sql("insert into core_attribute values (:number, :position, :code, :content)")
          .param("number", number)
          .param("position", i)
          .param("code", appeal.attributes().get(i).code())
          .param("content", appeal.attributes().get(i).value())
          .update();
    }
    for (int i = 0; i < appeal.media().size(); i++) {
      jdbc.sql("insert into core_media values (:number, :position, :url)")
          .param("number", number)
          .param("position", i)
          .param("url", appeal.media().get(i))
          .update();
    }
    return number;
  }

  /// The year's last digit and a sequence that starts again every year, as contact centres count.
  private String nextNumber(Instant now) {
    int year = now.atZone(zone).getYear();
    if (increment(year) == 0) {
      jdbc.sql("insert into core_number values (:year, 0) on conflict do nothing")
          .param("year", year)
          .update();
      increment(year);
    }
    long last =
        jdbc.sql("select last_number from core_number where for_year = :year")
            .param("year", year)
            .query(Long.class)
            .single();
    return "%d-%06d".formatted(year % 10, last);
  }

  private int increment(int year) {
    return jdbc.sql("update core_number set last_number = last_number + 1 where for_year = :year")
        .param("year", year)
        .update();
  }

  // --- changing ---

  /// What came of an action or an update.
  sealed interface Change {
    record Recorded(AppealUpdate update) implements Change {}

    /// Somebody else was quicker: the appeal as it is now.
    record Outdated(Appeal current) implements Change {}

    record NoSuchAppeal() implements Change {}
  }

  /// Records what a department does; Holos will be told.
  ///
  /// @param version the version of the appeal that was looked at when deciding
  Change act(
      String number,
      int version,
      DepartmentAction action,
      String text,
      String responsible,
      @Nullable Instant expectedAt,
      List<String> media) {
    return inTransaction(() -> {
      Optional<Appeal> locked = lock(number);
      if (locked.isEmpty()) {
        return new Change.NoSuchAppeal();
      }
      Appeal appeal = locked.get();
      if (appeal.version() != version || !action.allowedIn(appeal.status())) {
        return new Change.Outdated(appeal);
      }
      Instant promised = expectedAt == null ? appeal.expectedAt() : expectedAt;
      AppealUpdate update =
          update(
              appeal,
              AppealUpdate.Origin.DEPARTMENT,
              action.to,
              text,
              responsible,
              promised,
              media);
      jdbc.sql(
              """
              update core_request set status = :status, status_note = :note,
                responsible = :responsible, attention = null, attention_note = '',
                expected_at = :expectedAt, version = :version, updated_at = :now
              where number = :number
              """)
          .param("status", action.to.name())
          .param("note", text)
          .param("responsible", responsible)
          .param("expectedAt", promised == null ? null : sql(promised))
          .param("version", update.version())
          .param("now", sql(update.updatedAt()))
          .param("number", number)
          .update();
      insert(update, null);
      tellHolos(update);
      return new Change.Recorded(update);
    });
  }

  /// Records that a department put right what an appeal is about, or where it is; its state and its
  /// promise stay. Holos will be told.
  ///
  /// @param version the version of the appeal that was looked at when deciding
  /// @param serviceCode null when it stays
  /// @param address null when it stays
  Change correct(
      String number,
      int version,
      @Nullable String serviceCode,
      @Nullable String address,
      String text) {
    return inTransaction(() -> {
      Optional<Appeal> locked = lock(number);
      if (locked.isEmpty()) {
        return new Change.NoSuchAppeal();
      }
      Appeal appeal = locked.get();
      if (appeal.version() != version) {
        return new Change.Outdated(appeal);
      }
      AppealUpdate update =
          update(
                  appeal,
                  AppealUpdate.Origin.DEPARTMENT,
                  appeal.status(),
                  text,
                  "",
                  appeal.expectedAt(),
                  List.of())
              .correcting(serviceCode, address);
      // Another address is at another point, which nobody has shown yet.
      jdbc.sql(
              address == null
                  ? """
                  update core_request set service_code = :serviceCode, version = :version,
                    updated_at = :now
                  where number = :number
                  """
                  : """
                  update core_request set service_code = :serviceCode, address = :address,
                    address_id = null, latitude = null, longitude = null, version = :version,
                    updated_at = :now
                  where number = :number
                  """)
          .param("serviceCode", serviceCode == null ? appeal.serviceCode() : serviceCode)
          .param("address", address)
          .param("version", update.version())
          .param("now", sql(update.updatedAt()))
          .param("number", number)
          .update();
      insert(update, null);
      tellHolos(update);
      return new Change.Recorded(update);
    });
  }

  private void tellHolos(AppealUpdate update) {
    jdbc.sql("insert into core_webhook values (:id, :number, :version, 0, :now)")
        .param("id", update.id())
        .param("number", update.number())
        .param("version", update.version())
        .param("now", sql(now()))
        .update();
  }

  /// Records what a citizen says, once for the same client's id: words or photos, or (`reopen`)
  /// that finished work isn't done. Reopening an appeal that is still open only adds the words.
  ///
  /// @param due the new promise after reopening, worked out from the time of reopening
  Change note(
      String number,
      String clientUpdateId,
      boolean reopen,
      String text,
      List<String> media,
      BiFunction<Appeal, Instant, @Nullable Instant> due) {
    try {
      return inTransaction(() -> {
        Optional<Appeal> locked = lock(number);
        if (locked.isEmpty()) {
          return new Change.NoSuchAppeal();
        }
        Optional<AppealUpdate> known = updateOfClient(number, clientUpdateId);
        if (known.isPresent()) {
          return new Change.Recorded(known.get());
        }
        Appeal appeal = locked.get();
        boolean reopened = reopen && !appeal.open();
        AppealStatus status = reopened ? AppealStatus.REOPENED : appeal.status();
        Instant promised = reopened ? due.apply(appeal, now()) : appeal.expectedAt();
        boolean onTop = reopened || appeal.attention() == Appeal.Attention.REOPENED;
        String words =
            appeal.attention() == null || text.isEmpty() || appeal.attentionNote().isEmpty()
                ? appeal.attention() == null || !text.isEmpty() ? text : appeal.attentionNote()
                : appeal.attentionNote() + "\n" + text;
        AppealUpdate update =
            update(appeal, AppealUpdate.Origin.CITIZEN, status, text, "", promised, media);
        jdbc.sql(
                """
                update core_request set status = :status, attention = :attention,
                  attention_note = :words, expected_at = :expectedAt, version = :version,
                  updated_at = :now
                where number = :number
                """)
            .param("status", status.name())
            .param(
                "attention",
                (onTop ? Appeal.Attention.REOPENED : Appeal.Attention.COMMENTED).name())
            .param("words", words)
            .param("expectedAt", promised == null ? null : sql(promised))
            .param("version", update.version())
            .param("now", sql(update.updatedAt()))
            .param("number", number)
            .update();
        insert(update, clientUpdateId);
        return new Change.Recorded(update);
      });
    } catch (DuplicateKeyException notedAtTheSameTime) {
      return updateOfClient(number, clientUpdateId)
          .<Change>map(Change.Recorded::new)
          .orElseThrow(() -> notedAtTheSameTime);
    }
  }

  private Change inTransaction(Supplier<Change> work) {
    return transaction.execute(status -> work.get());
  }

  private AppealUpdate update(
      Appeal appeal,
      AppealUpdate.Origin origin,
      AppealStatus status,
      String text,
      String responsible,
      @Nullable Instant expectedAt,
      List<String> media) {
    int version = appeal.version() + 1;
    Instant now = now();
    // A history is told in the order of its times: a clock that was set back doesn't disturb it.
    Instant at = now.isAfter(appeal.updatedAt()) ? now : appeal.updatedAt().plusMillis(1);
    return new AppealUpdate(
        appeal.number() + "." + version,
        appeal.number(),
        version,
        origin,
        status,
        text,
        responsible,
        expectedAt,
        media,
        at,
        null,
        null,
        appeal.externalRef());
  }

  private void insert(AppealUpdate update, @Nullable String clientUpdateId) {
    jdbc.sql(
            """
            insert into core_update (id, request_number, version, client_update_id, origin, status,
              description, responsible, expected_at, media_urls, updated_at, service_code, address)
            values (:id, :number, :version, :clientUpdateId, :origin, :status, :description,
              :responsible, :expectedAt, :media, :updatedAt, :serviceCode, :address)
            """)
        .param("id", update.id())
        .param("number", update.number())
        .param("version", update.version())
        .param("clientUpdateId", clientUpdateId)
        .param("origin", update.origin().name())
        .param("status", update.status().name())
        .param("description", update.description())
        .param("responsible", update.responsible())
        .param("expectedAt", update.expectedAt() == null ? null : sql(update.expectedAt()))
        .param("media", String.join("\n", update.media()))
        .param("updatedAt", sql(update.updatedAt()))
        .param("serviceCode", update.serviceCode())
        .param("address", update.address())
        .update();
  }

  private Optional<Appeal> lock(String number) {
    return jdbc.sql("select * from core_request where number = :number for update")
        .param("number", number)
        .query(AppealArchive::appeal)
        .optional();
  }

  // --- reading ---

  Optional<Appeal> find(String number) {
    return list(AppealFilter.numbered(List.of(number)), false, 0, 1).stream().findFirst();
  }

  Optional<Appeal> findByReference(String externalRef) {
    return list(AppealFilter.referredTo(externalRef), false, 0, 1).stream().findFirst();
  }

  /// The number that a reference or an idempotency key led to.
  Optional<String> numberOf(String token) {
    return numberBy("external_ref", token).or(() -> numberBy("idempotency_key", token));
  }

  private Optional<String> numberBy(String column, String value) {
    return jdbc.sql("select number from core_request where " + column + " = :value")
        .param("value", value)
        .query(String.class)
        .optional();
  }

  /// Appeals, newest first.
  ///
  /// @param attentionFirst what citizens gave back or answered stands above the others
  List<Appeal> list(AppealFilter filter, boolean attentionFirst, int offset, int limit) {
    var where = new Where(filter);
    String order =
        attentionFirst
            ? "case when attention = 'REOPENED' then 0 when attention = 'COMMENTED' then 1 else 2"
                + " end, requested_at desc, number desc"
            : "requested_at desc, number desc";
    List<Appeal> appeals =
        jdbc.sql(
                "select * from core_request"
                    + where.clause
                    + " order by "
                    + order
                    + " limit "
                    + limit
                    + " offset "
                    + offset)
            .params(where.parameters)
            .query(AppealArchive::appeal)
            .list();
    return appeals.isEmpty() ? appeals : withParts(appeals);
  }

  long count(AppealFilter filter) {
    var where = new Where(filter);
    return jdbc.sql("select count(*) from core_request" + where.clause)
        .params(where.parameters)
        .query(Long.class)
        .single();
  }

  /// How many appeals of a category are open, and how many of those are late.
  record Load(String serviceCode, long open, long overdue) {}

  /// The open work by category, most first.
  List<Load> load(Instant now) {
    return jdbc.sql(
            """
            select service_code, count(*) as open_count,
              sum(case when expected_at < :now then 1 else 0 end) as overdue_count
            from core_request where status in (:open)
            group by service_code order by count(*) desc, service_code
            """)
        .param("now", sql(now))
        .param("open", CoreStatuses.OPEN.stream().map(Enum::name).toList())
        .query((row, i) ->
            new Load(
                row.getString("service_code"),
                row.getLong("open_count"),
                row.getLong("overdue_count")))
        .list();
  }

  /// An appeal's history, oldest first.
  List<AppealUpdate> history(String number) {
    return jdbc.sql(UPDATES + " where u.request_number = :number order by u.version")
        .param("number", number)
        .query(AppealArchive::update)
        .list();
  }

  /// Updates of all appeals in a span of time, both ends inclusive, oldest first.
  List<AppealUpdate> updates(
      @Nullable Instant from, @Nullable Instant to, @Nullable String number, int limit) {
    StringBuilder sql = new StringBuilder(UPDATES).append(" where 1 = 1");
    Map<String, Object> parameters = new LinkedHashMap<>();
    if (from != null) {
      sql.append(" and u.updated_at >= :from");
      parameters.put("from", sql(from));
    }
    if (to != null) {
      sql.append(" and u.updated_at <= :to");
      parameters.put("to", sql(to));
    }
    if (number != null) {
      sql.append(" and u.request_number = :number");
      parameters.put("number", number);
    }
    sql.append(" order by u.updated_at, u.id limit ").append(limit);
    return jdbc.sql(sql.toString()).params(parameters).query(AppealArchive::update).list();
  }

  private Optional<AppealUpdate> updateOfClient(String number, String clientUpdateId) {
    return jdbc.sql(UPDATES + " where u.request_number = :number and u.client_update_id = :id")
        .param("number", number)
        .param("id", clientUpdateId)
        .query(AppealArchive::update)
        .optional();
  }

  // --- the webhook's outbox ---

  /// A status change that Holos hasn't accepted yet.
  record Due(AppealUpdate update, int attempts) {}

  /// Takes what is due, the oldest of each appeal, and keeps it from other replicas for a while.
  List<Due> claimWebhooks(Duration keep, int limit) {
    Instant now = now();
    record Row(String id, int attempts, OffsetDateTime nextTryAt) {}
    List<Row> rows =
        jdbc.sql(
                """
                select w.update_id, w.attempts, w.next_try_at from core_webhook w
                where w.next_try_at <= :now and not exists (
                  select 1 from core_webhook e
                  where e.request_number = w.request_number and e.version < w.version)
                order by w.next_try_at limit
                """
                    + limit)
            .param("now", sql(now))
            .query((row, i) ->
                new Row(
                    row.getString("update_id"),
                    row.getInt("attempts"),
                    row.getObject("next_try_at", OffsetDateTime.class)))
            .list();
    List<Due> claimed = new ArrayList<>();
    for (Row row : rows) {
      int mine =
          jdbc.sql(
                  "update core_webhook set next_try_at = :until"
                      + " where update_id = :id and next_try_at = :seen")
              .param("until", sql(now.plus(keep)))
              .param("id", row.id())
              .param("seen", row.nextTryAt())
              .update();
      if (mine == 1) {
        jdbc.sql(UPDATES + " where u.id = :id")
            .param("id", row.id())
            .query(AppealArchive::update)
            .optional()
            .ifPresent(update -> claimed.add(new Due(update, row.attempts())));
      }
    }
    return claimed;
  }

  void webhookAccepted(String updateId) {
    jdbc.sql("delete from core_webhook where update_id = :id").param("id", updateId).update();
  }

  void webhookFailed(String updateId, Duration wait) {
    jdbc.sql(
            "update core_webhook set attempts = attempts + 1, next_try_at = :next"
                + " where update_id = :id")
        .param("next", sql(now().plus(wait)))
        .param("id", updateId)
        .update();
  }

  long webhooksWaiting() {
    return jdbc.sql("select count(*) from core_webhook").query(Long.class).single();
  }

  // --- rows ---

  private static final String UPDATES =
      "select u.*, r.external_ref from core_update u"
          + " join core_request r on r.number = u.request_number";

  private List<Appeal> withParts(List<Appeal> appeals) {
    List<String> numbers = appeals.stream().map(Appeal::number).toList();
    Map<String, List<Appeal.Attribute>> attributes = new LinkedHashMap<>();
    jdbc.sql(
            "select * from core_attribute where request_number in (:numbers)"
                + " order by request_number, position")
        .param("numbers", numbers)
        .query(row -> {
          attributes
              .computeIfAbsent(row.getString("request_number"), key -> new ArrayList<>())
              .add(new Appeal.Attribute(row.getString("code"), row.getString("content")));
        });
    Map<String, List<String>> media = new LinkedHashMap<>();
    jdbc.sql(
            "select * from core_media where request_number in (:numbers)"
                + " order by request_number, position")
        .param("numbers", numbers)
        .query(row -> {
          media
              .computeIfAbsent(row.getString("request_number"), key -> new ArrayList<>())
              .add(row.getString("url"));
        });
    return appeals.stream()
        .map(appeal ->
            appeal.with(
                attributes.getOrDefault(appeal.number(), List.of()),
                media.getOrDefault(appeal.number(), List.of())))
        .toList();
  }

  private static Appeal appeal(ResultSet row, int index) throws SQLException {
    String attention = row.getString("attention");
    return new Appeal(
        row.getString("number"),
        row.getString("external_ref"),
        row.getString("service_code"),
        row.getString("description"),
        row.getString("address"),
        row.getString("address_id"),
        row.getObject("latitude", Double.class),
        row.getObject("longitude", Double.class),
        new Appeal.Applicant(
            row.getString("first_name"),
            row.getString("last_name"),
            row.getString("phone"),
            row.getString("email"),
            row.getString("account_id"),
            row.getString("device_id")),
        AppealStatus.valueOf(row.getString("status")),
        attention == null ? null : Appeal.Attention.valueOf(attention),
        row.getString("attention_note"),
        row.getString("status_note"),
        row.getString("responsible"),
        row.getInt("version"),
        instant(row, "requested_at"),
        instant(row, "updated_at"),
        optionalInstant(row, "expected_at"),
        List.of(),
        List.of());
  }

  private static AppealUpdate update(ResultSet row, int index) throws SQLException {
    String media = row.getString("media_urls");
    return new AppealUpdate(
        row.getString("id"),
        row.getString("request_number"),
        row.getInt("version"),
        AppealUpdate.Origin.valueOf(row.getString("origin")),
        AppealStatus.valueOf(row.getString("status")),
        row.getString("description"),
        row.getString("responsible"),
        optionalInstant(row, "expected_at"),
        media.isEmpty() ? List.of() : List.of(media.split("\n")),
        instant(row, "updated_at"),
        row.getString("service_code"),
        row.getString("address"),
        row.getString("external_ref"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static @Nullable Instant optionalInstant(ResultSet row, String column)
      throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  private static OffsetDateTime sql(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  /// The conditions of a filter.
  private static final class Where {
    final StringBuilder clause = new StringBuilder(" where 1 = 1");
    final Map<String, Object> parameters = new LinkedHashMap<>();

    Where(AppealFilter filter) {
      if (!filter.numbers().isEmpty()) {
        and("number in (:numbers)", "numbers", filter.numbers());
      }
      if (filter.numberPart() != null) {
        String part = filter.numberPart().replaceAll("[\\\\%_]", "");
        and("number like :part", "part", "%" + part + "%");
      }
      if (filter.externalRef() != null) {
        and("external_ref = :externalRef", "externalRef", filter.externalRef());
      }
      if (!filter.services().isEmpty()) {
        and("service_code in (:services)", "services", List.copyOf(filter.services()));
      }
      if (!filter.statuses().isEmpty()) {
        and("status in (:statuses)", "statuses", names(filter.statuses()));
      }
      if (filter.from() != null) {
        and("requested_at >= :from", "from", sql(filter.from()));
      }
      if (filter.to() != null) {
        and("requested_at <= :to", "to", sql(filter.to()));
      }
      if (filter.overdueAt() != null) {
        and("expected_at < :overdueAt", "overdueAt", sql(filter.overdueAt()));
        and("status in (:open)", "open", names(CoreStatuses.OPEN));
      }
    }

    private void and(String condition, String name, Object value) {
      clause.append(" and ").append(condition);
      parameters.put(name, value);
    }

    private static List<String> names(java.util.Collection<AppealStatus> statuses) {
      return EnumSet.copyOf(statuses).stream().map(Enum::name).toList();
    }
  }
}
