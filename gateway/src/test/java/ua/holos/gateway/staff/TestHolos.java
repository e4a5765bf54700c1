package ua.holos.gateway.staff;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.filter.TypeFilter;
import ua.holos.gateway.HolosApplication;

/// All of Holos as it runs, and nothing of the tests' own parts.
final class TestHolos {
  private TestHolos() {}

  static ConfigurableApplicationContext start(Path data, String... settings) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--holos.data-dir=" + data,
                "--holos.city-dir=../config/city",
                "--spring.jmx.enabled=false"));
    all.addAll(List.of(settings));
    return new SpringApplication(Whole.class).run(all.toArray(String[]::new));
  }

  static String root(ConfigurableApplicationContext holos) {
    return "http://localhost:" + holos.getEnvironment().getProperty("local.server.port", "0");
  }

  @EnableAutoConfiguration
  @ComponentScan(
      basePackageClasses = HolosApplication.class,
      excludeFilters = {
        @ComponentScan.Filter(type = FilterType.CUSTOM, classes = OtherCode.class),
        @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = HolosApplication.class)
      })
  static class Whole {}

  /// What isn't where the application is.
  static final class OtherCode implements TypeFilter {
    @Override
    public boolean match(MetadataReader reader, MetadataReaderFactory factory) throws IOException {
      String home =
          HolosApplication.class.getProtectionDomain().getCodeSource().getLocation().toString();
      return !reader.getResource().getURL().toString().contains(home);
    }
  }
}
