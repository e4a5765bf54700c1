package ua.holos.gateway.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import redis.clients.jedis.UnifiedJedis;
import ua.holos.bot.channel.ChannelAdapter;
import ua.holos.bot.conversation.Policy;
import ua.holos.channel.support.BackOff;
import ua.holos.gateway.log.ConversationStates;
import ua.holos.gateway.log.EventInbox;

/// Puts delivery together from the channels that are on.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeliverySettings.class)
class DeliveryConfiguration {

  @Bean
  OperatorTyping operatorTyping(ChannelAdapters adapters) {
    return new OperatorTyping(adapters, InstantSource.system());
  }

  @Bean
  ChannelAdapters channelAdapters(List<ChannelAdapter> adapters) {
    return new ChannelAdapters(adapters);
  }

  @Bean
  DeliveryHealth deliveryHealthIndicator() {
    return new DeliveryHealth();
  }

  /// Replicas know each other by nothing but such a name, which need not outlive the process.
  @Bean
  Pace pace(UnifiedJedis redis, MeterRegistry meters) {
    byte[] name = new byte[6];
    ThreadLocalRandom.current().nextBytes(name);
    return new SharedPace(redis, HexFormat.of().formatHex(name), new PaceMeters(meters));
  }

  @Bean
  BotSends botSends() {
    return new BotSends();
  }

  @Bean
  MessageDelivery messageDelivery(
      ChannelAdapters adapters,
      Pace pace,
      DeliveryHealth health,
      MeterRegistry meters,
      Policy policy,
      DeliverySettings settings,
      ConversationStates states,
      BotSends botSends) {
    settings.requireKnown(adapters.codes());
    RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
    return new MessageDelivery(
        adapters,
        pace,
        new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(2), random),
        InstantSource.system(),
        health,
        new DeliveryMeters(meters),
        policy.quiet(),
        settings,
        states,
        botSends);
  }

  @Bean
  NewsForwarding newsForwarding(
      ChannelAdapters adapters, ConversationStates states, EventInbox inbox, MeterRegistry meters) {
    return new NewsForwarding(
        new NextChannel(adapters, states), states, inbox, InstantSource.system(), meters);
  }
}
