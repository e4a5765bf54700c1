package ua.holos.gateway.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import ua.holos.gateway.history.StoryEntry.Kind;

/// A person's whole story: what was said in all their channels, what they filed and what became of
/// it, when people took over, and how they were rated. SQL that H2 and PostgreSQL both run.
final class Story {
  /// A person with more conversations than this is a machine.
  private static final int MOST_CONVERSATIONS = 500;

  private static final Comparator<StoryEntry> NEWEST =
      Comparator.comparing(StoryEntry::at).reversed().thenComparing(StoryEntry::kind);

  private final JdbcTemplate jdbc;

  Story(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /// @param phone the number that is known of them, null when none
  record Person(UUID id, @Nullable String name, @Nullable String phone, List<Channel> channels) {}

  /// @param stopped whether the person blocked the bot there
  record Channel(String conversation, String channel, @Nullable String shown, boolean stopped) {}

  /// How far down the story a page begins.
  ///
  /// @param skipped how many of that moment were shown before
  record From(Instant at, int skipped) {}

  /// @param next where the next page begins, null when this is the last
  record Page(List<StoryEntry> entries, @Nullable From next) {}

  Optional<Person> person(UUID id) {
    List<Channel> channels =
        jdbc.query(
            "select urn, channel, displayed_name, stopped from contact_channel where contact_id = ?"
                + " order by urn limit "
                + MOST_CONVERSATIONS,
            (row, _) ->
                new Channel(
                    row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4)),
            id);
    return jdbc
        .query(
            "select name, phone from contact where id = ?",
            (row, _) -> new Person(id, row.getString(1), row.getString(2), channels),
            id)
        .stream()
        .findFirst();
  }

  /// A page of it, newest first.
  Page page(Person person, Set<Kind> kinds, @Nullable From from, int size) {
    List<String> conversations = person.channels().stream().map(Channel::conversation).toList();
    if (conversations.isEmpty()) {
      return new Page(List.of(), null);
    }
    int skipped = from == null ? 0 : from.skipped();
    int limit = size + 1 + skipped;
    List<StoryEntry> all = new ArrayList<>();
    if (kinds.contains(Kind.MESSAGE) || kinds.contains(Kind.NOTE) || kinds.contains(Kind.DESK)) {
      all.addAll(messages(conversations, kinds, from, limit));
    }
    if (kinds.contains(Kind.APPEAL)) {
      all.addAll(appeals(conversations, from, limit));
    }
    if (kinds.contains(Kind.STATUS)) {
      all.addAll(statuses(conversations, from, limit));
    }
    if (kinds.contains(Kind.CALL)) {
      all.addAll(calls(conversations, from, limit));
    }
    if (kinds.contains(Kind.RATING)) {
      all.addAll(ratings(conversations, from, limit));
    }
    all.sort(NEWEST);
    List<StoryEntry> rest = all.subList(Math.min(skipped, all.size()), all.size());
    boolean more = rest.size() > size;
    List<StoryEntry> shown = more ? rest.subList(0, size) : rest;
    return new Page(withFiles(shown), more ? next(shown, from) : null);
  }

  private static From next(List<StoryEntry> shown, @Nullable From from) {
    Instant at = shown.getLast().at();
    int same = (int) shown.stream().filter(entry -> entry.at().equals(at)).count();
    return new From(at, from != null && from.at().equals(at) ? from.skipped() + same : same);
  }

  private List<StoryEntry> messages(
      List<String> conversations, Set<Kind> kinds, @Nullable From from, int limit) {
    Query query =
        new Query()
            .add(
                "select conversation_id, turn, ordinal, kind, words, happened_at, status,"
                    + " operator_name from message where conversation_id in ")
            .list(conversations);
    if (!kinds.contains(Kind.MESSAGE)) {
      query.add(" and kind in ('note', 'desk')");
    }
    if (!kinds.contains(Kind.NOTE)) {
      query.add(" and kind <> 'note'");
    }
    if (!kinds.contains(Kind.DESK)) {
      query.add(" and kind <> 'desk'");
    }
    return read(
        query,
        "happened_at",
        "conversation_id desc, turn desc, ordinal desc",
        from,
        limit,
        row -> {
          Kind kind =
              switch (row.getString("kind")) {
                case "note" -> Kind.NOTE;
                case "desk" -> Kind.DESK;
                default -> Kind.MESSAGE;
              };
          return entry(row, "happened_at", kind)
              .of(row.getInt("ordinal") < 0 && kind == Kind.MESSAGE, row.getString("operator_name"))
              .said(row.getString("status"), row.getString("words"));
        });
  }

  private List<StoryEntry> appeals(List<String> conversations, @Nullable From from, int limit) {
    return read(
        new Query()
            .add(
                "select conversation_id, 0 as turn, reference, confirmed_at, status, description,"
                    + " number, category, address from appeal where conversation_id in ")
            .list(conversations),
        "confirmed_at",
        "reference desc",
        from,
        limit,
        row ->
            entry(row, "confirmed_at", Kind.APPEAL)
                .of(true, null)
                .about(row.getString("number"), row.getString("category"), row.getString("address"))
                .said(row.getString("status"), row.getString("description")));
  }

  private List<StoryEntry> statuses(List<String> conversations, @Nullable From from, int limit) {
    return read(
        new Query()
            .add(
                "select a.conversation_id, 0 as turn, s.happened_at, s.status, s.note, s.number,"
                    + " s.update_id, a.category, a.address from appeal_status s"
                    + " join appeal a on a.number = s.number where a.conversation_id in ")
            .list(conversations),
        "s.happened_at",
        "s.number desc, s.update_id desc",
        from,
        limit,
        row ->
            entry(row, "happened_at", Kind.STATUS)
                .of(false, null)
                .about(row.getString("number"), row.getString("category"), row.getString("address"))
                .said(row.getString("status"), row.getString("note")));
  }

  private List<StoryEntry> calls(List<String> conversations, @Nullable From from, int limit) {
    return read(
        new Query()
            .add(
                "select conversation_id, turn, since, reason, coalesce(outcome, 'open') as ended,"
                    + " operator_name, category from operator_request where conversation_id in ")
            .list(conversations),
        "since",
        "conversation_id desc, turn desc",
        from,
        limit,
        row ->
            entry(row, "since", Kind.CALL)
                .of(false, row.getString("operator_name"))
                .about(null, row.getString("category"), null)
                .said(row.getString("ended"), row.getString("reason")));
  }

  private List<StoryEntry> ratings(List<String> conversations, @Nullable From from, int limit) {
    return read(
        new Query()
            .add(
                "select conversation_id, turn, rated_at, rating, operator_name"
                    + " from operator_request where rating is not null and rated_at is not null"
                    + " and conversation_id in ")
            .list(conversations),
        "rated_at",
        "conversation_id desc, turn desc",
        from,
        limit,
        row ->
            entry(row, "rated_at", Kind.RATING)
                .of(true, row.getString("operator_name"))
                .rated(row.getInt("rating")));
  }

  private interface Reader {
    StoryEntry read(ResultSet row) throws SQLException;
  }

  private List<StoryEntry> read(
      Query query, String at, String order, @Nullable From from, int limit, Reader reader) {
    if (from != null) {
      query.add(" and " + at + " <= ?", from.at());
    }
    query.add(" order by " + at + " desc, " + order + " limit " + limit);
    return jdbc.query(query.sql(), (row, _) -> reader.read(row), query.parameters().toArray());
  }

  private static Draft entry(ResultSet row, String at, Kind kind) throws SQLException {
    return new Draft(
        row.getObject(at, OffsetDateTime.class).toInstant(),
        kind,
        row.getString("conversation_id"),
        row.getLong("turn"));
  }

  /// An entry in the making.
  private static final class Draft {
    private StoryEntry entry;

    Draft(Instant at, Kind kind, String conversation, long turn) {
      this.entry =
          new StoryEntry(
              at, kind, conversation, turn, false, null, "", "", null, null, null, 0, List.of());
    }

    Draft of(boolean incoming, @Nullable String author) {
      entry =
          new StoryEntry(
              entry.at(),
              entry.kind(),
              entry.conversation(),
              entry.turn(),
              incoming,
              author,
              entry.state(),
              entry.words(),
              entry.number(),
              entry.category(),
              entry.address(),
              entry.rating(),
              entry.files());
      return this;
    }

    Draft about(@Nullable String number, @Nullable String category, @Nullable String address) {
      entry =
          new StoryEntry(
              entry.at(),
              entry.kind(),
              entry.conversation(),
              entry.turn(),
              entry.incoming(),
              entry.author(),
              entry.state(),
              entry.words(),
              number,
              category,
              address,
              entry.rating(),
              entry.files());
      return this;
    }

    StoryEntry said(String state, String words) {
      return new StoryEntry(
          entry.at(),
          entry.kind(),
          entry.conversation(),
          entry.turn(),
          entry.incoming(),
          entry.author(),
          state,
          words,
          entry.number(),
          entry.category(),
          entry.address(),
          entry.rating(),
          entry.files());
    }

    StoryEntry rated(int rating) {
      return new StoryEntry(
          entry.at(),
          entry.kind(),
          entry.conversation(),
          entry.turn(),
          entry.incoming(),
          entry.author(),
          "",
          "",
          null,
          null,
          null,
          rating,
          entry.files());
    }
  }

  private List<StoryEntry> withFiles(List<StoryEntry> shown) {
    List<StoryEntry> messages = shown.stream().filter(one -> one.kind() == Kind.MESSAGE).toList();
    if (messages.isEmpty()) {
      return shown;
    }
    Map<String, List<String>> names = new HashMap<>();
    Query query =
        new Query()
            .add("select conversation_id, turn, kind, file_name from attachment where")
            .add(" conversation_id in ")
            .list(messages.stream().map(StoryEntry::conversation).distinct().toList())
            .add(" and turn in ")
            .list(messages.stream().map(StoryEntry::turn).distinct().toList())
            .add(" order by conversation_id, turn, ordinal");
    jdbc.query(
        query.sql(),
        row -> {
          String name = row.getString("file_name");
          names
              .computeIfAbsent(
                  row.getString("conversation_id") + " " + row.getLong("turn"),
                  _ -> new ArrayList<>())
              .add(name.isEmpty() ? row.getString("kind") : name);
        },
        query.parameters().toArray());
    return shown.stream()
        .map(one -> {
          List<String> files = names.get(one.conversation() + " " + one.turn());
          return files == null
                  || one.kind() != Kind.MESSAGE
                  || !one.incoming() && one.author() == null
              ? one
              : one.with(files);
        })
        .toList();
  }
}
