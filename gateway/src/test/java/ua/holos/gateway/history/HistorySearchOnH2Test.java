package ua.holos.gateway.history;

import javax.sql.DataSource;

class HistorySearchOnH2Test extends HistorySearchContract {
  @Override
  DataSource database() {
    return Databases.h2();
  }
}
