package ua.holos.gateway.record;

import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import ua.holos.gateway.settings.InstallationSettings;

/// The record's parts, and the database they use.
@Configuration(proxyBeanMethods = false)
class RecordConfiguration {

  @Bean
  JdbcConnectionDetails recordDatabase(
      DataSourceProperties properties, InstallationSettings installation) {
    return RecordDatabase.of(properties, installation.folder());
  }

  @Bean
  RecordSchema recordSchema(JdbcConnectionDetails database) {
    return new RecordSchema(database.getJdbcUrl(), Duration.ofSeconds(5));
  }

  /// What has to be written differently for each database is in a folder of its own. Chosen by the
  /// address: the database itself may not answer yet.
  @Bean
  FlywayConfigurationCustomizer recordMigrations(JdbcConnectionDetails database) {
    return flyway ->
        flyway.locations(
            "classpath:db/migration",
            database.getJdbcUrl().startsWith("jdbc:postgresql:")
                ? "classpath:db/postgresql"
                : "classpath:db/h2");
  }

  @Bean
  RecordProjection recordProjection(
      DataSource dataSource, RecordSchema schema, ObjectProvider<RecordListener> listeners) {
    return new RecordProjection(
        dataSource,
        schema,
        conversations -> listeners.forEach(listener -> listener.recorded(conversations)));
  }

  @Bean(destroyMethod = "close")
  WordFollower wordFollower(DataSource dataSource, RecordSchema schema) {
    WordFollower follower = new WordFollower(dataSource);
    schema.whenReady(follower::start);
    return follower;
  }

  @Bean
  AppealRecord appealRecord(JdbcClient jdbc, RecordSchema schema) {
    return new AppealRecord(jdbc, schema);
  }
}
