package ua.holos.gateway.core;

import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ua.holos.bot.appeal.Catalogue;
import ua.holos.bot.appeal.WorkingCalendar;
import ua.holos.gateway.access.PageAccess;
import ua.holos.gateway.city.City;
import ua.holos.gateway.city.Department;
import ua.holos.gateway.city.Departments;
import ua.holos.gateway.open311.CoreSettings;
import ua.holos.gateway.open311.PublicUrl;
import ua.holos.gateway.open311.WebhookSignature;

/// The parts of the embedded core.
@Configuration(proxyBeanMethods = false)
@Conditional(EmbeddedCore.class)
class EmbeddedCoreConfiguration {

  @Bean
  CoreCity coreCity(
      City city,
      Catalogue catalogue,
      Departments departments,
      WorkingCalendar calendar,
      CoreSettings settings) {
    return new CoreCity(
        catalogue,
        calendar::due,
        code -> departments.department(code).map(Department::name).orElse(code),
        code -> city.details().getOrDefault(code, CoreWords.of("detail." + code, code)),
        city.zone(),
        settings.jurisdiction().isEmpty() ? city.jurisdiction() : settings.jurisdiction());
  }

  @Bean
  AppealArchive appealArchive(
      JdbcClient jdbc, PlatformTransactionManager transactions, CoreCity city) {
    return new AppealArchive(
        jdbc, new TransactionTemplate(transactions), InstantSource.system(), city.zone());
  }

  @Bean
  WebhookSender webhookSender(
      AppealArchive archive, CoreCity city, WebhookSignature signature, PublicUrl publicUrl) {
    return new WebhookSender(
        archive,
        city,
        signature,
        () -> publicUrl.loopback() + "/webhook/core",
        Duration.ofSeconds(5));
  }

  @Bean
  FilterRegistrationBean<PageAccess> coreAccess(CoreSettings settings) {
    FilterRegistrationBean<PageAccess> access =
        new FilterRegistrationBean<>(
            new PageAccess(settings.pagePassword(), InstantSource.system()));
    access.addUrlPatterns("/core", "/core/*");
    return access;
  }
}
