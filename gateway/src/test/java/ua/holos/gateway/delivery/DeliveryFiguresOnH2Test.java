package ua.holos.gateway.delivery;

import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class DeliveryFiguresOnH2Test extends DeliveryFiguresContract {
  @Override
  DataSource database() {
    return new DriverManagerDataSource(
        "jdbc:h2:mem:"
            + UUID.randomUUID()
            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
            + ";DB_CLOSE_DELAY=-1");
  }
}
