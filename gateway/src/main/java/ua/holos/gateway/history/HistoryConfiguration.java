package ua.holos.gateway.history;

import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import ua.holos.gateway.staff.AuditTrail;
import ua.holos.gateway.staff.CurrentStaff;

/// What the pages of the history need.
@Configuration(proxyBeanMethods = false)
class HistoryConfiguration {
  /// A search that takes longer is to be narrowed.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Bean
  HistoryAccess historyAccess(CurrentStaff current, AuditTrail audit) {
    return new HistoryAccess(current, audit, InstantSource.system());
  }

  @Bean
  HistorySearch historySearch(DataSource database) {
    return new HistorySearch(patient(database));
  }

  @Bean
  Story story(DataSource database) {
    return new Story(patient(database));
  }

  @Bean
  Transcript transcript(DataSource database) {
    return new Transcript(patient(database));
  }

  private static JdbcTemplate patient(DataSource database) {
    JdbcTemplate jdbc = new JdbcTemplate(database);
    jdbc.setQueryTimeout((int) PATIENCE.toSeconds());
    return jdbc;
  }
}
