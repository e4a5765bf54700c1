package ua.holos.gateway.learning;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import redis.clients.jedis.UnifiedJedis;
import tools.jackson.databind.json.JsonMapper;
import ua.holos.bot.appeal.Catalogue;
import ua.holos.gateway.access.PageAccess;
import ua.holos.gateway.city.City;
import ua.holos.gateway.open311.CoreSettings;
import ua.holos.gateway.settings.InstallationSettings;
import ua.holos.nlp.HolosUnderstander;

/// Puts learning together.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LearningSettings.class)
class LearningConfiguration {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  @Bean
  ModelShelf modelShelf(
      LearningSettings settings, InstallationSettings installation, Catalogue catalogue) {
    return new ModelShelf(
        settings.models(installation),
        settings.frozenSet().isBlank()
            ? null
            : Path.of(settings.frozenSet()).toAbsolutePath().normalize(),
        catalogue);
  }

  @Bean
  ModelChoices modelChoices(UnifiedJedis redis) {
    return new RedisModelChoices(redis, InstantSource.system());
  }

  @Bean
  ShadowFigures shadowFigures(JdbcClient jdbc, PlatformTransactionManager transactions) {
    return new ShadowFigures(jdbc, new TransactionTemplate(transactions));
  }

  @Bean
  Shadow modelShadow(ShadowFigures figures, City city) {
    return new Shadow(figures, InstantSource.system(), city.zone());
  }

  @Bean
  ModelSwitch modelSwitch(
      ModelShelf shelf,
      ModelChoices choices,
      ObjectProvider<HolosUnderstander> understander,
      Shadow shadow) {
    return new ModelSwitch(
        shelf,
        choices,
        model -> understander.ifAvailable(reader -> reader.use(model)),
        shadow,
        replica(),
        PAUSE,
        InstantSource.system());
  }

  /// A process is known by its machine and its number there.
  private static String replica() {
    String host = System.getenv("HOSTNAME");
    return (host == null || host.isBlank() ? "localhost" : host)
        + "-"
        + ProcessHandle.current().pid();
  }

  @Bean
  ModelChecks modelChecks(JdbcClient jdbc, JsonMapper json, ModelShelf shelf) {
    return new ModelChecks(jdbc, json, shelf, InstantSource.system());
  }

  @Bean
  CorrectionExport correctionExport(
      JdbcClient jdbc, HolosUnderstander understander, Catalogue catalogue, City city) {
    return new CorrectionExport(jdbc, understander, catalogue, city.zone());
  }

  /// The same rule as for the department's page.
  @Bean
  FilterRegistrationBean<PageAccess> modelsAccess(CoreSettings settings) {
    FilterRegistrationBean<PageAccess> access =
        new FilterRegistrationBean<>(
            new PageAccess(settings.pagePassword(), InstantSource.system()));
    access.setName("modelsAccess");
    access.addUrlPatterns("/models", "/models/*");
    return access;
  }
}
