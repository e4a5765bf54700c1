package ua.holos.gateway.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import ua.holos.gateway.history.Place.Source;
import ua.holos.gateway.history.WordVariants.Variants;

/// Search over the record, newest first. Each page is read from where the last one ended, so that
/// the thousandth costs what the first does. The same SQL on PostgreSQL and H2.
final class HistorySearch {
  private static final String APPEALS =
      "select a.confirmed_at, a.reference, a.conversation_id, a.status, a.description, a.number,"
          + " a.category, a.address from appeal a";
  private static final int MOST_CONTACTS = 200;

  private final JdbcTemplate jdbc;
  private final WordVariants words;

  /// @param jdbc with a time after which a statement is given up
  HistorySearch(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
    this.words = new WordVariants(jdbc);
  }

  /// A page of what is found.
  ///
  /// @param after the end of the page before, null for the first
  /// @throws org.springframework.dao.QueryTimeoutException when it takes too long
  Found.Page page(Sought sought, SearchFilter filter, @Nullable Place after, int size) {
    Step step = new Step(filter, after, size + 1);
    List<Found> found = new ArrayList<>();
    boolean cut = false;
    switch (sought) {
      case Sought.Number(var number) ->
          found.addAll(
              appeals(
                  step,
                  new Query()
                      .add(APPEALS + " where a.number in ")
                      .list(
                          Stream.of(number, number.toUpperCase(Locale.ROOT)).distinct().toList())));
      case Sought.Phone(var phone) -> found.addAll(phone(phone, step));
      case Sought.Address(var terms) -> {
        List<Variants> variants = words.of(terms, "appeal_word");
        cut = variants.stream().anyMatch(Variants::cut);
        found.addAll(addresses(variants, step));
      }
      case Sought.Words(var terms) -> {
        List<Variants> variants = words.of(terms, "message_word");
        cut = variants.stream().anyMatch(Variants::cut);
        found.addAll(messages(variants, step));
        found.addAll(addresses(words.of(terms, "appeal_word"), step));
      }
      case Sought.Everything() ->
          found.addAll(
              filter.operator() == null && filter.reason() == null
                  ? conversations(step, List.of())
                  : calls(step));
    }
    found.sort(Comparator.comparing(Found::place, Place.NEWEST));
    boolean more = found.size() > size;
    List<Found> shown = named(more ? found.subList(0, size) : found);
    return new Found.Page(shown, more ? shown.getLast().place() : null, cut);
  }

  /// What one page is read by.
  private record Step(SearchFilter filter, @Nullable Place after, int limit) {

    /// The filters, and where the page begins.
    ///
    /// @param at the column of the time
    /// @param conversation the column of the conversation
    Query narrow(Query query, Source source, String at, String conversation, String... order) {
      if (filter.from() != null) {
        query.add(" and " + at + " >= ?", filter.from());
      }
      if (filter.until() != null) {
        query.add(" and " + at + " < ?", filter.until());
      }
      if (filter.channel() != null) {
        query.add(" and " + conversation + " like ?", filter.channel() + ":%");
      }
      if (filter.operator() != null) {
        query.add(
            " and exists (select 1 from desk_holding h where h.conversation_id = "
                + conversation
                + " and h.operator_id = ?)",
            filter.operator());
      }
      if (filter.reason() != null && source != Source.CALL) {
        query.add(
            " and exists (select 1 from operator_request o where o.conversation_id = "
                + conversation
                + " and o.reason = ?)",
            filter.reason());
      }
      return query.behind(after, source, at, order);
    }
  }

  private List<Found> appeals(Step step, Query query) {
    step.narrow(query, Source.APPEAL, "a.confirmed_at", "a.conversation_id", "a.reference")
        .add(" order by a.confirmed_at desc, a.reference desc limit " + step.limit());
    return jdbc.query(query.sql(), HistorySearch::appeal, query.parameters().toArray());
  }

  private static Found appeal(ResultSet row, int number) throws SQLException {
    return new Found(
        new Place(at(row, "confirmed_at"), Source.APPEAL, row.getString("reference"), 0, 0),
        row.getString("conversation_id"),
        null,
        null,
        row.getString("status"),
        row.getString("description"),
        null,
        row.getString("number"),
        row.getString("category"),
        row.getString("address"));
  }

  private List<Found> phone(String phone, Step step) {
    List<String> written = PhoneForms.of(phone);
    Query query =
        new Query()
            .add("select id from contact where phone in ")
            .list(written)
            .add(" union select contact_id from contact_channel where urn in ")
            .list(written.stream().map(form -> "tel:" + form).toList())
            .add(" limit " + MOST_CONTACTS);
    List<UUID> contacts =
        jdbc.query(
            query.sql(), (row, _) -> row.getObject(1, UUID.class), query.parameters().toArray());
    List<Found> found = new ArrayList<>();
    if (!contacts.isEmpty()) {
      found.addAll(conversations(step, contacts));
    }
    found.addAll(appeals(step, new Query().add(APPEALS + " where a.phone in ").list(written)));
    return found;
  }

  private List<Found> conversations(Step step, List<UUID> contacts) {
    Query query = new Query().add("select c.last_at, c.id from conversation c where ");
    if (contacts.isEmpty()) {
      query.add("true");
    } else {
      query.add("c.contact_id in ").list(contacts);
    }
    step.narrow(query, Source.CONVERSATION, "c.last_at", "c.id", "c.id")
        .add(" order by c.last_at desc, c.id desc limit " + step.limit());
    return jdbc.query(
        query.sql(),
        (row, _) ->
            new Found(
                new Place(at(row, "last_at"), Source.CONVERSATION, row.getString("id"), 0, 0),
                row.getString("id"),
                null,
                null,
                "",
                "",
                null,
                null,
                null,
                null),
        query.parameters().toArray());
  }

  private List<Found> calls(Step step) {
    Query query =
        new Query()
            .add(
                "select c.since, c.conversation_id, c.turn, c.reason, c.category, c.operator_name"
                    + " from operator_request c where true");
    if (step.filter().reason() != null) {
      query.add(" and c.reason = ?", step.filter().reason());
    }
    step.narrow(query, Source.CALL, "c.since", "c.conversation_id", "c.conversation_id", "c.turn")
        .add(" order by c.since desc, c.conversation_id desc, c.turn desc limit " + step.limit());
    return jdbc.query(
        query.sql(),
        (row, _) ->
            new Found(
                new Place(
                    at(row, "since"),
                    Source.CALL,
                    row.getString("conversation_id"),
                    row.getLong("turn"),
                    0),
                row.getString("conversation_id"),
                null,
                null,
                row.getString("reason"),
                "",
                row.getString("operator_name"),
                null,
                row.getString("category"),
                null),
        query.parameters().toArray());
  }

  /// Messages with all the words: the rarest one's places are walked, newest first, and at each it
  /// is looked whether the others are there.
  private List<Found> messages(List<Variants> terms, Step step) {
    if (terms.isEmpty()) {
      return List.of();
    }
    Query places = new Query();
    for (String word : terms.getFirst().words()) {
      places.add(places.parameters().isEmpty() ? "(" : " union (");
      places.add(
          "select w.happened_at, w.conversation_id, w.turn, w.ordinal from message_word w"
              + " where w.word = ?",
          word);
      for (Variants other : terms.subList(1, terms.size())) {
        places
            .add(" and exists (select 1 from message_word x where x.word in ")
            .list(other.words())
            .add(
                " and x.happened_at = w.happened_at and x.conversation_id = w.conversation_id"
                    + " and x.turn = w.turn and x.ordinal = w.ordinal)");
      }
      step.narrow(
              places,
              Source.MESSAGE,
              "w.happened_at",
              "w.conversation_id",
              "w.conversation_id",
              "w.turn",
              "w.ordinal")
          .add(
              " order by w.happened_at desc, w.conversation_id desc, w.turn desc, w.ordinal desc"
                  + " limit "
                  + step.limit()
                  + ")");
    }
    Query query =
        new Query()
            .add(
                "select p.happened_at, p.conversation_id, p.turn, p.ordinal, m.kind, m.words,"
                    + " m.operator_name from (select * from (")
            .add(places)
            .add(
                ") u order by happened_at desc, conversation_id desc, turn desc, ordinal desc limit"
                    + " "
                    + step.limit()
                    + ") p join message m on m.conversation_id = p.conversation_id"
                    + " and m.turn = p.turn and m.ordinal = p.ordinal order by p.happened_at desc,"
                    + " p.conversation_id desc, p.turn desc, p.ordinal desc");
    return jdbc.query(
        query.sql(),
        (row, _) ->
            new Found(
                new Place(
                    at(row, "happened_at"),
                    Source.MESSAGE,
                    row.getString("conversation_id"),
                    row.getLong("turn"),
                    row.getInt("ordinal")),
                row.getString("conversation_id"),
                null,
                null,
                row.getString("kind"),
                row.getString("words"),
                row.getString("operator_name"),
                null,
                null,
                null),
        query.parameters().toArray());
  }

  private List<Found> addresses(List<Variants> terms, Step step) {
    if (terms.isEmpty()) {
      return List.of();
    }
    Query places = new Query();
    for (String word : terms.getFirst().words()) {
      places.add(places.parameters().isEmpty() ? "(" : " union (");
      places.add(
          "select w.confirmed_at, w.reference from appeal_word w join appeal b"
              + " on b.reference = w.reference where w.word = ?",
          word);
      for (Variants other : terms.subList(1, terms.size())) {
        places
            .add(" and exists (select 1 from appeal_word x where x.word in ")
            .list(other.words())
            .add(" and x.confirmed_at = w.confirmed_at and x.reference = w.reference)");
      }
      step.narrow(places, Source.APPEAL, "w.confirmed_at", "b.conversation_id", "w.reference")
          .add(" order by w.confirmed_at desc, w.reference desc limit " + step.limit() + ")");
    }
    Query query =
        new Query()
            .add(APPEALS + " join (select * from (")
            .add(places)
            .add(
                ") u order by confirmed_at desc, reference desc limit "
                    + step.limit()
                    + ") p on p.reference = a.reference"
                    + " order by a.confirmed_at desc, a.reference desc");
    return jdbc.query(query.sql(), HistorySearch::appeal, query.parameters().toArray());
  }

  /// With whose conversation each is.
  private List<Found> named(List<Found> found) {
    Set<String> conversations = new LinkedHashSet<>();
    found.forEach(one -> conversations.add(one.conversation()));
    if (conversations.isEmpty()) {
      return found;
    }
    record Person(UUID contact, @Nullable String name) {}
    Map<String, Person> people = new HashMap<>();
    Query query =
        new Query()
            .add(
                "select c.id, c.contact_id, coalesce(p.name, h.displayed_name) as shown"
                    + " from conversation c join contact p on p.id = c.contact_id"
                    + " left join contact_channel h on h.urn = c.id where c.id in ")
            .list(conversations);
    jdbc.query(
        query.sql(),
        row -> {
          people.put(
              row.getString("id"),
              new Person(row.getObject("contact_id", UUID.class), row.getString("shown")));
        },
        query.parameters().toArray());
    Stream<Found> named =
        found.stream()
            .map(one -> {
              Person person = people.get(one.conversation());
              return person == null
                  ? one
                  : new Found(
                      one.place(),
                      one.conversation(),
                      person.contact(),
                      person.name(),
                      one.kind(),
                      one.words(),
                      one.author(),
                      one.number(),
                      one.category(),
                      one.address());
            });
    return named.toList();
  }

  private static Instant at(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
