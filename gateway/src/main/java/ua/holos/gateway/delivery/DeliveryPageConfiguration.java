package ua.holos.gateway.delivery;

import java.time.InstantSource;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import ua.holos.gateway.access.PageAccess;
import ua.holos.gateway.open311.CoreSettings;

/// What the page of delivery needs.
@Configuration(proxyBeanMethods = false)
class DeliveryPageConfiguration {

  @Bean
  DeliveryFigures deliveryFigures(JdbcClient jdbc) {
    return new DeliveryFigures(jdbc);
  }

  /// The same rule as for the department's page.
  @Bean
  FilterRegistrationBean<PageAccess> deliveryAccess(CoreSettings settings) {
    FilterRegistrationBean<PageAccess> access =
        new FilterRegistrationBean<>(
            new PageAccess(settings.pagePassword(), InstantSource.system()));
    access.setName("deliveryAccess");
    access.addUrlPatterns("/delivery", "/delivery/*");
    return access;
  }
}
