package ua.holos.gateway.core;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import ua.holos.gateway.access.PageAccess;
import ua.holos.gateway.open311.CoreSettings;
import ua.holos.gateway.open311.PublicUrl;
import ua.holos.gateway.open311.WebhookSignature;

/// The embedded core alone, on a port of its own, for tests.
public final class CoreServer implements AutoCloseable {
  public static final String API_KEY = "key-of-the-tests";

  private final ConfigurableApplicationContext context;

  private CoreServer(ConfigurableApplicationContext context) {
    this.context = context;
  }

  public static CoreServer start(Path dataFolder, String... settings) {
    Map<String, Object> defaults = new LinkedHashMap<>();
    defaults.put("server.port", "0");
    defaults.put("holos.data-dir", dataFolder.toString());
    defaults.put("holos.core.api-key", API_KEY);
    defaults.put("spring.datasource.url", h2());
    defaults.put("spring.datasource.generate-unique-name", "false");
    defaults.put("spring.main.banner-mode", "off");
    defaults.put("server.forward-headers-strategy", "native");
    defaults.put("spring.jmx.enabled", "false");
    defaults.put("logging.level.root", "WARN");
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      defaults.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    SpringApplication application = new SpringApplication(Parts.class);
    application.setDefaultProperties(defaults);
    return new CoreServer(application.run());
  }

  /// A fresh H2 in memory, in the mode that Holos uses.
  static String h2() {
    return "jdbc:h2:mem:"
        + UUID.randomUUID()
        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1";
  }

  public int port() {
    return Integer.parseInt(context.getEnvironment().getProperty("local.server.port", "0"));
  }

  public String root() {
    return "http://127.0.0.1:" + port();
  }

  public String url() {
    return root() + "/open311/v2";
  }

  AppealArchive archive() {
    return context.getBean(AppealArchive.class);
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /// A department completes an appeal on the core's page.
  public String complete(String number, String text) {
    return act(number, DepartmentAction.COMPLETE, text);
  }

  String act(String number, DepartmentAction action, String text) {
    Appeal appeal = archive().find(number).orElseThrow();
    return switch (archive()
        .act(number, appeal.version(), action, text, "", null, java.util.List.of())) {
      case AppealArchive.Change.Recorded(AppealUpdate update) -> update.id();
      case AppealArchive.Change.Outdated _, AppealArchive.Change.NoSuchAppeal _ ->
          throw new AssertionError("The action was refused");
    };
  }

  /// How many appeals there are.
  public long appeals() {
    return archive().count(AppealFilter.ALL);
  }

  @Override
  public void close() {
    context.close();
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @ComponentScan({"ua.holos.gateway.access", "ua.holos.gateway.media", "ua.holos.gateway.open311"})
  @Import({Open311Controller.class, CorePage.class})
  static class Parts {
    @Bean
    CoreCity coreCity() {
      return DemoCity.core();
    }

    @Bean
    AppealArchive appealArchive(
        JdbcClient jdbc, PlatformTransactionManager transactions, CoreCity city) {
      return new EmbeddedCoreConfiguration().appealArchive(jdbc, transactions, city);
    }

    @Bean
    WebhookSender webhookSender(
        AppealArchive archive,
        CoreCity city,
        WebhookSignature signature,
        PublicUrl publicUrl,
        @Value("${test.webhook:}") String target) {
      return new WebhookSender(
          archive,
          city,
          signature,
          () -> target.isEmpty() ? publicUrl.loopback() + "/webhook/core" : target,
          Duration.ofMillis(100));
    }

    @Bean
    FilterRegistrationBean<PageAccess> coreAccess(CoreSettings settings) {
      return new EmbeddedCoreConfiguration().coreAccess(settings);
    }
  }
}
