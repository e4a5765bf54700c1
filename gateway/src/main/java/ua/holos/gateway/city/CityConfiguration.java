package ua.holos.gateway.city;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import ua.holos.bot.appeal.Catalogue;
import ua.holos.bot.appeal.WorkingCalendar;
import ua.holos.bot.channel.ChannelWords;
import ua.holos.bot.conversation.Policy;
import ua.holos.bot.conversation.Wording;

/// The city pack's parts as beans. A mistake in the pack stops the start.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CitySettings.class)
class CityConfiguration {
  private static final Path USUAL_FOLDER = Path.of("config", "city");

  @Bean
  CityFolder cityFolder(CitySettings settings) {
    return settings
        .chosenFolder()
        .map(chosen -> CityFolder.at(Path.of(chosen)))
        .orElseGet(() ->
            Files.isDirectory(USUAL_FOLDER) ? CityFolder.at(USUAL_FOLDER) : CityFolder.inTheJar());
  }

  @Bean
  CityPack cityPack(CityFolder folder, List<ChannelWords> channels) {
    RequiredWording required = RequiredWording.ofTheEngine();
    for (ChannelWords words : channels) {
      required = required.and(words);
    }
    return new CityPackReader(folder, required).read();
  }

  @Bean
  City city(CityPack pack) {
    return pack.city();
  }

  @Bean
  Departments departments(CityPack pack) {
    return new Departments(pack.departments());
  }

  @Bean
  Catalogue catalogue(CityPack pack) {
    return new CityCatalogue(pack.categories());
  }

  @Bean
  Wording wording(CityPack pack) {
    return new IcuWording(pack.wording(), pack.always(), pack.city().zone());
  }

  @Bean
  Policy conversationPolicy(City city) {
    return Policy.STANDARD.with(city.contact()).with(city.operators()).with(city.quiet());
  }

  @Bean
  AnswerBook answerBook(CityPack pack) {
    return new AnswerBook(pack.answers());
  }

  @Bean
  WorkingCalendar workingCalendar(City city) {
    return new WorkingCalendar(city.zone(), city.workingDays(), city.holidays());
  }
}
