package ua.holos.gateway.record;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;

/// H2's trigger of tables to which lines are only ever added: refuses everything else. Public,
/// because H2 makes it by its name.
public final class AppendOnly implements Trigger {

  @Override
  public void fire(Connection connection, Object @Nullable [] oldRow, Object @Nullable [] newRow)
      throws SQLException {
    throw new SQLException("The table is append-only", "42501");
  }
}
