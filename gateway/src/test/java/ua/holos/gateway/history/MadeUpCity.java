package ua.holos.gateway.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;

/// A city's record of two years, made up: conversations of some twenty messages each, appeals,
/// calls of operators, notes. The same numbers give the same city.
final class MadeUpCity {
  static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Duration PAST = Duration.ofDays(730);
  private static final List<String> CHANNELS = List.of("telegram", "viber", "web", "tel");
  private static final List<String> STREETS =
      List.of(
          "вулиця Хрещатик",
          "проспект Берестейський",
          "вулиця Саксаганського",
          "вулиця Ґонти",
          "бульвар Лесі Українки",
          "вулиця Антоновича",
          "вулиця Ревуцького",
          "вулиця Драгоманова",
          "вулиця Срібнокільська",
          "проспект Соборності",
          "вулиця Дегтярівська",
          "вулиця Щербаківського",
          "вулиця Прип'ятська",
          "вулиця В'ячеслава Чорновола",
          "вулиця Басейна",
          "вулиця Тарасівська");
  private static final List<String> PROBLEMS =
      List.of(
          "немає гарячої води",
          "немає води",
          "не працює ліфт",
          "у під'їзді темно",
          "батареї холодні",
          "тече дах",
          "не вивозять сміття",
          "яма на дорозі",
          "зламана гойдалка",
          "не горить ліхтар",
          "прорвало трубу",
          "затопило підвал",
          "повалене дерево");
  private static final List<String> MORE =
      List.of(
          "вже третій день",
          "з самого ранку",
          "сусіди теж скаржаться",
          "дзвонили диспетчеру",
          "ніхто не приїхав",
          "дуже прошу допомогти",
          "у квартирі маленька дитина",
          "обіцяли ще минулого тижня",
          "дякую за роботу",
          "так і не полагодили",
          "коли це скінчиться",
          "на першому поверсі",
          "біля школи",
          "у дворі",
          "за адресою ще два будинки");
  private static final List<String> SAID =
      List.of(
          "Дякуємо, ваше звернення прийнято. Повідомимо, щойно щось зміниться.",
          "Вкажіть, будь ласка, вулицю і номер будинку.",
          "Перевірте, чи все правильно, і надішліть звернення.",
          "Ваше звернення взято в роботу.");
  private static final List<String> REASONS =
      List.of("asked", "misunderstood", "distress", "bot-complaint", "reopened");

  private final Random random = new Random(20_261_128);
  private final int conversations;
  private final int messagesEach;
  private final int appeals;

  /// @param conversations how many
  /// @param messagesEach messages of each
  /// @param appeals how many at most; a conversation has one or none
  MadeUpCity(int conversations, int messagesEach, int appeals) {
    this.conversations = conversations;
    this.messagesEach = messagesEach;
    this.appeals = appeals;
  }

  static String conversation(int number) {
    String channel = CHANNELS.get(number % CHANNELS.size());
    return channel.equals("tel") ? "tel:" + phone(number) : channel + ":" + (700_000 + number);
  }

  static String phone(int number) {
    return "+38067" + String.format("%07d", 1_000_000 + number);
  }

  static String operator(int number) {
    return "operator-" + number % 50;
  }

  private String complaint() {
    return pick(PROBLEMS)
        + ", "
        + pick(MORE)
        + ", "
        + pick(MORE)
        + ". "
        + pick(STREETS)
        + " "
        + house()
        // A word that nobody else has, as names and typing errors are.
        + (random.nextInt(20) == 0 ? " слово" + Integer.toString(random.nextInt(90_000), 36) : "");
  }

  private String house() {
    return 1 + random.nextInt(120) + (random.nextInt(6) == 0 ? "А" : "");
  }

  private String pick(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }

  /// Writes all of it, and then its words; the time that each took, in milliseconds.
  long[] write(DataSource database) throws SQLException {
    long begin = System.nanoTime();
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      rows(connection);
      connection.commit();
      long rows = System.nanoTime();
      connection.setAutoCommit(true);
      Databases.findable(database);
      return new long[] {(rows - begin) / 1_000_000, (System.nanoTime() - rows) / 1_000_000};
    }
  }

  private void rows(Connection connection) throws SQLException {
    try (PreparedStatement contact =
            connection.prepareStatement(
                "insert into contact (id, name, phone, created_at) values (?, ?, ?, ?)");
        PreparedStatement channel =
            connection.prepareStatement(
                "insert into contact_channel (urn, contact_id, channel, displayed_name, stopped)"
                    + " values (?, ?, ?, ?, false)");
        PreparedStatement conversation =
            connection.prepareStatement(
                "insert into conversation (id, contact_id, started_at, last_at, turn) values (?, ?,"
                    + " ?, ?, ?)");
        PreparedStatement message =
            connection.prepareStatement(
                "insert into message (conversation_id, turn, ordinal, kind, words, happened_at,"
                    + " status, operator_id, operator_name) values (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        PreparedStatement appeal =
            connection.prepareStatement(
                "insert into appeal (reference, conversation_id, number, category, description,"
                    + " address, phone, flags, status, status_at, confirmed_at) values (?, ?, ?,"
                    + " 'hot-water', ?, ?, ?, '', 'registered', ?, ?)");
        PreparedStatement call =
            connection.prepareStatement(
                "insert into operator_request (conversation_id, turn, ordinal, reason, since,"
                    + " until, claimed_at, answered_at, operator_id, operator_name, outcome,"
                    + " rating) values (?, ?, 9, ?, ?, ?, ?, ?, ?, ?, 'closed', ?)");
        PreparedStatement holding =
            connection.prepareStatement(
                "insert into desk_holding (conversation_id, turn, operator_id, operator_name,"
                    + " since, until, ended) values (?, ?, ?, ?, ?, ?, 'closed')")) {
      List<PreparedStatement> all =
          List.of(contact, channel, conversation, message, appeal, call, holding);
      for (int i = 0; i < conversations; i++) {
        String id = conversation(i);
        Instant start = NOW.minus(PAST.multipliedBy(conversations - i).dividedBy(conversations));
        UUID person = new UUID(7, i);
        set(contact, person, null, i % 3 == 0 ? phone(i) : null, start);
        set(channel, id, person, id.substring(0, id.indexOf(':')), "Мешканець " + i);
        int turns = messagesEach / 2;
        set(conversation, id, person, start, start.plusSeconds(60L * turns), (long) turns);
        for (int turn = 0; turn < turns; turn++) {
          Instant at = start.plusSeconds(60L * turn).plusMillis(i % 1_000);
          boolean typed = turn % 3 != 2;
          set(
              message,
              id,
              (long) turn,
              -1,
              typed ? "text" : "choice",
              typed ? complaint() : "Так, надіслати",
              at,
              "received",
              null,
              null);
          set(
              message,
              id,
              (long) turn,
              0,
              "text",
              pick(SAID),
              at.plusSeconds(1),
              "sent",
              null,
              null);
        }
        if (i % Math.max(1, conversations / appeals) == 0) {
          set(
              appeal,
              id + ":5",
              id,
              "6-" + i,
              complaint(),
              pick(STREETS).replace("вулиця ", "вулиця ") + ", " + house(),
              phone(i),
              start.plusSeconds(300),
              start.plusSeconds(300));
        }
        if (i % 5 == 0) {
          Instant at = start.plusSeconds(400);
          String by = operator(i);
          set(
              call,
              id,
              6L,
              pick(REASONS),
              at,
              at.plusSeconds(600),
              at.plusSeconds(40),
              at.plusSeconds(60),
              by,
              "Оператор " + by,
              i % 10 == 0 ? 4 : null);
          set(holding, id, 7L, by, "Оператор " + by, at.plusSeconds(40), at.plusSeconds(600));
        }
        if (i % 500 == 499) {
          flush(all);
          connection.commit();
        }
      }
      flush(all);
    }
  }

  private static void flush(List<PreparedStatement> statements) throws SQLException {
    for (PreparedStatement statement : statements) {
      statement.executeBatch();
    }
  }

  private static void set(
      PreparedStatement statement, @org.jspecify.annotations.Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      statement.setObject(i + 1, value instanceof Instant at ? Query.utc(at) : value);
    }
    statement.addBatch();
  }
}
