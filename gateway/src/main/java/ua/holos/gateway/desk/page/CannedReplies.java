package ua.holos.gateway.desk.page;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Replies that operators have ready: everybody's, and each operator's own.
final class CannedReplies {
  static final int LONGEST_TITLE = 120;
  static final int LONGEST_WORDS = 4_000;

  private final JdbcClient jdbc;

  CannedReplies(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// @param owner id of the operator whose own it is, null for everybody's
  /// @param words with placeholders
  record CannedReply(UUID id, @Nullable String owner, String title, String words) {}

  /// Those that an operator may use: their own first.
  List<CannedReply> of(String operator) {
    return jdbc.sql(
            "select id, owner, title, words from canned_reply where owner is null or owner = ?"
                + " order by case when owner is null then 1 else 0 end, title")
        .param(operator)
        .query((row, _) -> reply(row))
        .list();
  }

  /// Those that contain all words that were typed.
  List<CannedReply> search(String operator, String typed) {
    String[] wanted = typed.toLowerCase(Locale.ROOT).strip().split("\\s+");
    return of(operator).stream()
        .filter(one -> {
          String text = (one.title() + " " + one.words()).toLowerCase(Locale.ROOT);
          for (String word : wanted) {
            if (!text.contains(word)) {
              return false;
            }
          }
          return true;
        })
        .toList();
  }

  Optional<CannedReply> find(UUID id) {
    return jdbc.sql("select id, owner, title, words from canned_reply where id = ?")
        .param(id)
        .query((row, _) -> reply(row))
        .optional();
  }

  private static CannedReply reply(ResultSet row) throws SQLException {
    return new CannedReply(
        row.getObject("id", UUID.class),
        row.getString("owner"),
        row.getString("title"),
        row.getString("words"));
  }

  /// Adds it, or changes its title and words.
  void save(CannedReply reply, Instant at) {
    OffsetDateTime now = OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    int changed =
        jdbc.sql("update canned_reply set title = ?, words = ?, changed_at = ? where id = ?")
            .params(reply.title(), reply.words(), now, reply.id())
            .update();
    if (changed == 0) {
      jdbc.sql(
              "insert into canned_reply (id, owner, title, words, changed_at)"
                  + " values (?, ?, ?, ?, ?)")
          .param(reply.id())
          .param(reply.owner())
          .param(reply.title())
          .param(reply.words())
          .param(now)
          .update();
    }
  }

  void delete(UUID id) {
    jdbc.sql("delete from canned_reply where id = ?").param(id).update();
  }
}
