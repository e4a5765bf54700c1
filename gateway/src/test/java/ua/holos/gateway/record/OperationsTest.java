package ua.holos.gateway.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import ua.holos.gateway.log.JournalProjection;
import ua.holos.gateway.settings.InstallationSettings;

/// The application's own settings, with the record on its usual database.
@SpringBootTest(
    classes = OperationsTest.Application.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class OperationsTest {
  @TempDir static Path data;

  @DynamicPropertySource
  static void dataFolder(DynamicPropertyRegistry settings) {
    settings.add("holos.data-dir", () -> data.toString());
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(RecordConfiguration.class)
  @EnableConfigurationProperties(InstallationSettings.class)
  static class Application {}

  @LocalServerPort int port;
  @Autowired JournalProjection projection;
  @Autowired RecordSchema schema;

  private HttpResponse<String> get(String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void keepsTheRecordInTheDataFolder() {
    assertThat(schema.ready()).isTrue();
    assertThat(projection.position(0)).isEmpty();
    assertThat(data.resolve("record.mv.db")).exists();
  }

  @Test
  void tellsWhetherThePartsAreHealthyAndNothingMore() throws Exception {
    HttpResponse<String> health = get("/actuator/health");
    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(health.body()).contains("\"db\":{\"status\":\"UP\"}").doesNotContain("H2");
  }

  @Test
  void givesPrometheusItsMetrics() throws Exception {
    HttpResponse<String> metrics = get("/actuator/prometheus");
    assertThat(metrics.statusCode()).isEqualTo(200);
    assertThat(metrics.body()).contains("jvm_memory_used_bytes", "hikaricp_connections_active");
  }

  @Test
  void showsNoOtherPartOfItsInside() throws Exception {
    for (String inside : new String[] {"env", "configprops", "heapdump", "beans", "loggers"}) {
      assertThat(get("/actuator/" + inside).statusCode()).as(inside).isEqualTo(404);
    }
  }

  @Test
  void answersAnUnknownPathWithoutAStackTrace() throws Exception {
    HttpResponse<String> nothing = get("/nowhere");
    assertThat(nothing.statusCode()).isEqualTo(404);
    assertThat(nothing.body()).doesNotContain("Exception", "\tat ");
  }
}
