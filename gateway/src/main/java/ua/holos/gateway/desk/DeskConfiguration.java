package ua.holos.gateway.desk;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import redis.clients.jedis.UnifiedJedis;
import ua.holos.bot.appeal.Catalogue;
import ua.holos.gateway.delivery.BotSends;
import ua.holos.gateway.log.ConversationStates;
import ua.holos.gateway.log.EventInbox;
import ua.holos.gateway.staff.Role;
import ua.holos.gateway.staff.StaffDirectory;
import ua.holos.gateway.store.JsonCodec;

/// Puts the desk together.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeskSettings.class)
class DeskConfiguration {
  /// How long somebody who asks waits for the answer.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// How long whoever takes a conversation waits for a platform that hangs with the bot's words.
  private static final Duration QUIET = Duration.ofSeconds(1);

  @Bean
  DeskWire deskWire(UnifiedJedis redis) {
    return new DeskWire(redis);
  }

  @Bean
  DeskNews deskNews(DeskWire wire) {
    return new WiredNews(wire);
  }

  @Bean
  RedisDesk liveDesk(UnifiedJedis redis, JsonCodec codec) {
    return new RedisDesk(redis, codec);
  }

  @Bean
  DeskAnswers deskAnswers(UnifiedJedis redis, DeskWire wire) {
    return new DeskAnswers(redis, wire);
  }

  @Bean
  DeskRequests deskRequests(EventInbox inbox, DeskAnswers answers) {
    return new InboxRequests(inbox, answers, PATIENCE);
  }

  @Bean
  Vanishing vanishing(LiveDesk desk, EventInbox inbox, DeskSettings settings) {
    return new Vanishing(
        desk, inbox, settings.freedAfter(), DeskRounds.INTERVAL, InstantSource.system());
  }

  @Bean
  RedisPresence presence(
      UnifiedJedis redis, DeskNews news, DeskSettings settings, Vanishing vanishing) {
    return new RedisPresence(
        redis, news, settings.freedAfter(), InstantSource.system(), vanishing::left);
  }

  @Bean
  DeskCarrier deskCarrier(
      UnifiedJedis redis,
      RedisDesk desk,
      RedisPresence presence,
      DeskAnswers answers,
      ConversationStates states,
      DeskNews news,
      Fitness fitness,
      ObjectProvider<StaffDirectory> staff,
      BotSends botSends) {
    HandlingTimes handled = new HandlingTimes(redis);
    InstantSource clock = InstantSource.system();
    return new DeskCarrier(
        desk,
        presence,
        new QueueWait(
            desk,
            presence,
            handled,
            (operator, shown) ->
                staff
                    .getObject()
                    .find(UUID.fromString(operator.id()))
                    .filter(member -> member.active() && member.is(Role.OPERATOR))
                    .filter(member -> fitness.skilled(member, shown))
                    .isPresent(),
            clock),
        handled,
        answers,
        states,
        news,
        conversation -> botSends.awaitQuiet(conversation, QUIET),
        clock);
  }

  @Bean
  Fitness fitness(LiveDesk desk, Catalogue catalogue) {
    return new Fitness(desk, catalogue);
  }

  @Bean
  DeskRounds deskRounds(
      UnifiedJedis redis,
      RedisDesk desk,
      RedisPresence presence,
      Vanishing vanishing,
      Fitness fitness,
      EventInbox inbox,
      ConversationStates states,
      DeskNews news,
      ObjectProvider<StaffDirectory> staff) {
    InstantSource clock = InstantSource.system();
    Router router =
        new Router(
            redis,
            desk,
            presence,
            id -> staff.getObject().find(id),
            new Routing(fitness::skilled),
            inbox,
            clock);
    return new DeskRounds(
        router, vanishing, presence, new DeskMending(desk, states, clock), news, clock);
  }

  @Bean
  SignedOutStaff signedOutStaff(Presence presence) {
    return new SignedOutStaff(presence);
  }

  @Bean
  DeskMetrics deskMetrics(LiveDesk desk, Presence presence, MeterRegistry meters) {
    return DeskMetrics.register(desk, presence, meters, InstantSource.system());
  }

  @Bean
  RecordedNews recordedNews(RedisDesk desk, DeskNews news) {
    return new RecordedNews(desk, news, InstantSource.system());
  }
}
