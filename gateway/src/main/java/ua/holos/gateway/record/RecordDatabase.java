package ua.holos.gateway.record;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/// The SQL database: the one of `spring.datasource.url`, or an H2 file in the data folder.
record RecordDatabase(String jdbcUrl, @Nullable String username, @Nullable String password)
    implements JdbcConnectionDetails {

  /// `WRITE_DELAY=0`: what is committed is with the operating system, so that a killed process
  /// loses nothing; the journal is trimmed on the strength of it.
  private static final String H2_OPTIONS =
      ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0"
          + ";DB_CLOSE_ON_EXIT=FALSE";

  static RecordDatabase of(DataSourceProperties properties, Path dataFolder) {
    String url = properties.getUrl();
    if (url == null || url.isBlank()) {
      return file(dataFolder);
    }
    return new RecordDatabase(
        withRewrittenBatches(url), properties.getUsername(), properties.getPassword());
  }

  static RecordDatabase file(Path dataFolder) {
    Path file = dataFolder.toAbsolutePath().normalize().resolve("record");
    return new RecordDatabase("jdbc:h2:file:" + file + H2_OPTIONS, "sa", "");
  }

  /// PostgreSQL's driver sends a batch as one statement only when it is told to.
  private static String withRewrittenBatches(String url) {
    if (!url.startsWith("jdbc:postgresql:") || url.contains("reWriteBatchedInserts")) {
      return url;
    }
    return url + (url.contains("?") ? "&" : "?") + "reWriteBatchedInserts=true";
  }

  @Override
  public @Nullable String getUsername() {
    return username;
  }

  @Override
  public @Nullable String getPassword() {
    return password;
  }

  @Override
  public String getJdbcUrl() {
    return jdbcUrl;
  }

  /// Without the password.
  @Override
  public String toString() {
    return "RecordDatabase";
  }
}
