package ua.holos.gateway.history;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A statement that grows, with its parameters in order.
final class Query {
  private final StringBuilder sql = new StringBuilder();
  private final List<Object> parameters = new ArrayList<>();

  Query add(String text, Object... values) {
    sql.append(text);
    for (Object value : values) {
      parameters.add(value instanceof Instant at ? utc(at) : value);
    }
    return this;
  }

  /// `(?, ?, ?)` with these values.
  Query list(Collection<?> values) {
    sql.append('(').append(String.join(", ", Collections.nCopies(values.size(), "?"))).append(')');
    parameters.addAll(values);
    return this;
  }

  Query add(Query other) {
    sql.append(other.sql);
    parameters.addAll(other.parameters);
    return this;
  }

  /// Only what stands behind a place: columns are those of the source's order, the time first.
  Query behind(@Nullable Place after, Place.Source source, String at, String... columns) {
    if (after == null) {
      return this;
    }
    int order = source.compareTo(after.source());
    if (order > 0) {
      return add(" and " + at + " <= ?", after.at());
    }
    if (order < 0) {
      return add(" and " + at + " < ?", after.at());
    }
    List<Object> values =
        new ArrayList<>(List.of(after.at(), after.id(), after.turn(), after.ordinal()));
    String row = at + ", " + String.join(", ", columns);
    // The first condition alone is what both databases walk their index by.
    add(" and " + at + " <= ?", after.at());
    return add(" and (" + row + ") < ")
        .list(
            values.subList(0, columns.length + 1).stream()
                .map(value -> value instanceof Instant instant ? utc(instant) : value)
                .toList());
  }

  String sql() {
    return sql.toString();
  }

  List<Object> parameters() {
    return parameters;
  }

  static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
