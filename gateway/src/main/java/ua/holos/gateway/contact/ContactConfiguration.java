package ua.holos.gateway.contact;

import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import redis.clients.jedis.UnifiedJedis;
import ua.holos.bot.channel.ChannelAdapter;
import ua.holos.bot.message.ContactUrn;
import ua.holos.gateway.log.EventInbox;

/// Puts the person's channels together.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ContactSettings.class)
class ContactConfiguration {

  @Bean
  ContactCarrier contactCarrier(
      UnifiedJedis redis,
      EventInbox inbox,
      ObjectProvider<ChannelAdapter> channels,
      ContactSettings settings,
      MeterRegistry meters) {
    boolean smsIsOn =
        channels
            .orderedStream()
            .anyMatch(channel -> channel.type().code().equals(ContactUrn.PHONE_SCHEME));
    return new ContactCarrier(
        new RedisContacts(redis),
        new OneTimeCodes(redis, new SecureRandom()),
        inbox,
        settings::allow,
        smsIsOn,
        InstantSource.system(),
        meters);
  }
}
