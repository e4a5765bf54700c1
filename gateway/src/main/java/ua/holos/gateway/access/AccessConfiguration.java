package ua.holos.gateway.access;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What all pages of staff need.
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

  @Bean
  ForwardedMark.First forwardedMark() {
    return new ForwardedMark.First();
  }
}
