package ua.holos.gateway.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// No code and no migration changes or takes away a line of the audit trail.
class AuditTrailOnlyGrowsTest {
  private static final Pattern CHANGE =
      Pattern.compile(
          "(update\\s+audit_line|delete\\s+from\\s+audit_line|truncate(\\s+table)?\\s+audit_line"
              + "|merge\\s+into\\s+audit_line|drop\\s+table\\s+audit_line"
              + "|drop\\s+trigger\\s+audit_line)",
          Pattern.CASE_INSENSITIVE);

  @Test
  void nothingWritesIntoItButInsert() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(Path.of("src", "main"))) {
      files = all.filter(file -> file.toString().matches(".*[.](java|sql)")).sorted().toList();
    }
    assertThat(files).anyMatch(file -> file.endsWith("JdbcAuditTrail.java"));
    for (Path file : files) {
      // What Java cuts into pieces is put together again.
      String text =
          Files.readString(file, StandardCharsets.UTF_8).replaceAll("\"\\s*\\+\\s*\"", "");
      assertThat(CHANGE.matcher(text).results().map(result -> result.group()))
          .as(file.toString())
          .isEmpty();
    }
  }
}
