package ua.holos.gateway.supervision;

import javax.sql.DataSource;
import ua.holos.gateway.history.Databases;

class DeskFiguresOnH2Test extends DeskFiguresContract {
  @Override
  DataSource database() {
    return Databases.h2();
  }
}
