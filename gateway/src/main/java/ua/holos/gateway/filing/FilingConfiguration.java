package ua.holos.gateway.filing;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import redis.clients.jedis.UnifiedJedis;
import ua.holos.bot.appeal.AppealRegistry;
import ua.holos.bot.appeal.Catalogue;
import ua.holos.bot.appeal.WorkingCalendar;
import ua.holos.bot.channel.ChannelAdapter;
import ua.holos.gateway.city.City;
import ua.holos.gateway.city.CityFolder;
import ua.holos.gateway.filing.Open311Client.Parameter;
import ua.holos.gateway.log.EventInbox;
import ua.holos.gateway.media.MediaStore;
import ua.holos.gateway.open311.CoreSecrets;
import ua.holos.gateway.open311.CoreSettings;
import ua.holos.gateway.open311.PublicUrl;

/// The parts of filing and of the status watch.
@Configuration(proxyBeanMethods = false)
class FilingConfiguration {

  @Bean
  RedisFilingMemory filingMemory(UnifiedJedis redis, JdbcClient record) {
    return new RedisFilingMemory(redis, record);
  }

  @Bean
  FilingsInFlight filingsInFlight() {
    return new FilingsInFlight();
  }

  @Bean
  StatusWords statusWords(CityFolder city) throws IOException {
    return StatusWords.read(city.file("statuses.yaml"));
  }

  @Bean
  Open311Client open311Client(CoreSettings settings, PublicUrl publicUrl) {
    Supplier<String> url =
        settings.embedded() ? () -> publicUrl.loopback() + "/open311/v2" : settings::url;
    return new Open311Client(settings, url);
  }

  @Bean
  AppealRegistry appealRegistry(
      Open311Client client,
      CoreSettings settings,
      CoreSecrets secrets,
      City city,
      Catalogue catalogue,
      WorkingCalendar calendar,
      StatusWords words,
      PublicUrl publicUrl,
      RedisFilingMemory memory) {
    Open311Registry.Profile profile =
        new Open311Registry.Profile(
            secrets.apiKey(),
            jurisdiction(settings, city),
            !settings.embedded(),
            words.word(StatusWords.Word.REOPEN),
            words.word(StatusWords.Word.COMMENT),
            city.zone(),
            reference -> publicUrl.value() + "/media/" + reference.substring("media:".length()));
    return new Open311Registry(
        client, profile, memory, catalogue, calendar::due, InstantSource.system(), Thread::sleep);
  }

  @Bean
  FilingCarrier filingCarrier(
      AppealRegistry registry,
      RedisFilingMemory memory,
      MediaStore media,
      ObjectProvider<ChannelAdapter> channels,
      FilingsInFlight inFlight,
      MeterRegistry meters) {
    return new FilingCarrier(
        registry,
        memory,
        new Attachments(media, channels.orderedStream().toList()),
        inFlight,
        InstantSource.system(),
        RandomGenerator.getDefault(),
        meters);
  }

  @Bean
  StatusIntake statusIntake(
      RedisFilingMemory memory,
      StatusWords words,
      EventInbox inbox,
      FilingsInFlight inFlight,
      MeterRegistry meters) {
    return new StatusIntake(memory, words, inbox, inFlight, meters);
  }

  @Bean
  StatusPoller statusPoller(
      Open311Client client,
      CoreSettings settings,
      CoreSecrets secrets,
      City city,
      StatusIntake intake,
      RedisFilingMemory memory,
      MeterRegistry meters) {
    List<Parameter> identity = new ArrayList<>();
    if (!secrets.apiKey().isEmpty()) {
      identity.add(new Parameter("api_key", secrets.apiKey()));
    }
    if (!jurisdiction(settings, city).isEmpty()) {
      identity.add(new Parameter("jurisdiction_id", jurisdiction(settings, city)));
    }
    return new StatusPoller(
        client,
        identity,
        intake,
        memory,
        settings.effectivePollInterval(),
        InstantSource.system(),
        meters);
  }

  private static String jurisdiction(CoreSettings settings, City city) {
    return settings.jurisdiction().isEmpty() ? city.jurisdiction() : settings.jurisdiction();
  }
}
