package ua.holos.gateway.open311;

import java.io.IOException;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/// Settings and keys of the core system.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CoreSettings.class)
class Open311Configuration {

  @Bean
  CoreSecrets coreSecrets(CoreSettings settings, @Value("${holos.data-dir:./data}") Path dataFolder)
      throws IOException {
    return CoreSecrets.of(settings, dataFolder);
  }

  @Bean
  WebhookSignature webhookSignature(CoreSecrets secrets) {
    return new WebhookSignature(secrets.webhookSecret());
  }

  @Bean
  PublicUrl publicUrl(Environment environment) {
    return new PublicUrl(environment);
  }
}
