package ua.holos.gateway.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import ua.holos.bot.understanding.Expectation;
import ua.holos.bot.understanding.Understander;
import ua.holos.gateway.city.CityFolder;
import ua.holos.gateway.city.CitySettings;

class UnderstandingConfigurationTest {

  private static final String HEADER =
      "street_type\tname_uk\tother_names\tdistricts\tlat\tlon\tsource\tgid\told_names\tru_names\n";

  @TempDir Path folder;

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(CitySettings.class)
  static class DemoCity {
    @Bean
    CityFolder cityFolder(CitySettings settings) {
      return settings.cityDir() == null
          ? CityFolder.inTheJar()
          : CityFolder.at(Path.of(settings.cityDir()));
    }
  }

  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withUserConfiguration(DemoCity.class, UnderstandingConfiguration.class);

  private Path streets(String rows) throws IOException {
    return Files.writeString(folder.resolve("streets.tsv"), HEADER + rows);
  }

  @Test
  void readsMessagesWithTheDemoCitysStreets() {
    application.run(context -> {
      var read =
          context
              .getBean(Understander.class)
              .understand("На Хрещатику 25 немає гарячої води", Expectation.ANYTHING);
      assertThat(read.addresses().getFirst().streets().getFirst().name()).isEqualTo("Хрещатик");
      assertThat(read.categories().getFirst().code()).isEqualTo("hot-water");
    });
  }

  @Test
  void readsMessagesWithTheStreetsThatTheSettingNames() throws IOException {
    Path file = streets("вулиця\tЛипова\t\t\t50.4\t30.5\tdemo\tD1\t\t\n");
    application
        .withPropertyValues("holos.city.streets=" + file)
        .run(context ->
            assertThat(
                    context
                        .getBean(Understander.class)
                        .understand("вул. Липова 3", Expectation.ANYTHING)
                        .addresses()
                        .getFirst()
                        .streets())
                .hasSize(1));
  }

  @Test
  void aSettingThatNamesNoFileStopsTheStart() {
    application
        .withPropertyValues("holos.city.streets=" + folder.resolve("none.tsv"))
        .run(context ->
            assertThat(new RegisterFailureAnalyzer().analyze(failure(context.getStartupFailure())))
                .isNotNull()
                .satisfies(said ->
                    assertThat(said.getDescription()).contains("holos.city.streets", "none.tsv")));
  }

  @Test
  void aCityPackWithoutStreetsStopsTheStart() {
    application
        .withPropertyValues("holos.city-dir=" + folder)
        .run(context ->
            assertThat(failure(context.getStartupFailure()))
                .rootCause()
                .hasMessageContaining("streets.tsv is missing")
                .hasMessageContaining("holos.city.streets"));
  }

  @Test
  void aMistakeInTheRegisterStopsTheStartWithFileAndLine() throws IOException {
    Path file = streets("вулиця\t\t\t\t\t\tdemo\tD1\t\t\n");
    application
        .withPropertyValues("holos.city.streets=" + file)
        .run(context ->
            assertThat(new RegisterFailureAnalyzer().analyze(failure(context.getStartupFailure())))
                .isNotNull()
                .satisfies(
                    said -> assertThat(said.getDescription()).contains("streets.tsv", "line 2")));
  }

  private static Throwable failure(@Nullable Throwable failure) {
    assertThat(failure).isNotNull();
    return Objects.requireNonNull(failure);
  }
}
