package ua.holos.gateway.history;

import javax.sql.DataSource;

class HistoryReadingOnH2Test extends HistoryReadingContract {
  @Override
  DataSource database() {
    return Databases.h2();
  }
}
