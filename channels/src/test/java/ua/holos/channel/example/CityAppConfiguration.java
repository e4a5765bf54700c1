package ua.holos.channel.example;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import ua.holos.bot.channel.AttachmentSource;
import ua.holos.bot.channel.InboundSink;

/// Switches the app's channel on when its address is set. Holos finds this class by itself.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("holos.cityapp.url")
@EnableConfigurationProperties(CityAppSettings.class)
class CityAppConfiguration {

  @Bean
  CityAppAdapter cityAppAdapter(CityAppSettings settings, AttachmentSource files) {
    return new CityAppAdapter(settings, files);
  }

  @Bean
  CityAppWebhook cityAppWebhook(CityAppSettings settings, InboundSink sink) {
    return new CityAppWebhook(settings, sink);
  }
}
