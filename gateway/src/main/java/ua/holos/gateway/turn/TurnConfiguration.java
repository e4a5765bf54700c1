package ua.holos.gateway.turn;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import ua.holos.bot.address.HouseRegister;
import ua.holos.bot.appeal.Catalogue;
import ua.holos.bot.channel.ChannelAdapter;
import ua.holos.bot.channel.ChannelCapabilities.Feature;
import ua.holos.bot.conversation.ConversationEngine;
import ua.holos.bot.conversation.Policy;
import ua.holos.bot.conversation.Wording;
import ua.holos.bot.understanding.Understander;
import ua.holos.gateway.city.AnswerBook;
import ua.holos.gateway.learning.Shadow;
import ua.holos.gateway.log.TurnTaker;

/// Puts the engine to work on the city's pack.
@Configuration(proxyBeanMethods = false)
class TurnConfiguration {

  @Bean
  ConversationEngine conversationEngine(
      Catalogue catalogue,
      Wording wording,
      Policy policy,
      HouseRegister houses,
      ObjectProvider<ChannelAdapter> channels) {
    Set<String> oneWay =
        channels.stream()
            .filter(channel -> channel.capabilities().can(Feature.ONE_WAY))
            .map(channel -> channel.type().code())
            .collect(Collectors.toSet());
    return new ConversationEngine(catalogue, wording, policy.withOneWay(oneWay), houses);
  }

  @Bean
  TurnTaker turns(
      ConversationEngine engine,
      ObjectProvider<Understander> understander,
      AnswerBook answers,
      ObjectProvider<Shadow> shadow,
      MeterRegistry meters) {
    TurnTaker turns =
        new UnderstandingTurns(
            engine::handle,
            understander.getIfAvailable(),
            answers::topic,
            Counter.builder("holos.understanding.failures")
                .description("Messages that could not be read")
                .register(meters));
    Shadow listener = shadow.getIfAvailable();
    return listener == null ? turns : listener.listeningTo(turns);
  }
}
