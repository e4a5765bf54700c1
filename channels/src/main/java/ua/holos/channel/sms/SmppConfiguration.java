package ua.holos.channel.sms;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import ua.holos.bot.channel.AttachmentSource;
import ua.holos.bot.channel.InboundSink;
import ua.holos.channel.support.BackOff;

/// Switches SMS by SMPP on when there is a host.
@Configuration(proxyBeanMethods = false)
@Conditional(SmppConfiguration.HostGiven.class)
@EnableConfigurationProperties(SmsSettings.class)
class SmppConfiguration {

  @Bean
  SmsState smppState() {
    return new SmsState();
  }

  @Bean
  MessageIds smppMessageIds(SmsSettings settings) {
    return new MessageIds(smpp(settings).messageId());
  }

  @Bean
  SmppInbox smppInbox(
      SmsSettings settings,
      InboundSink sink,
      MeterRegistry meters,
      MessageIds ids,
      @Value("${holos.data-dir:./data}") Path dataFolder) {
    return new SmppInbox(
        sink,
        InstantSource.system(),
        meters,
        smpp(settings).defaultAlphabet(),
        ids,
        new InboundParts(new PartFolder(dataFolder.resolve("sms").resolve("parts"))),
        SenderAddress.of(smpp(settings).sender()));
  }

  @Bean
  SmppConnection smppConnection(SmsSettings settings, SmppInbox inbox, SmsState smppState) {
    RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
    return new SmppConnection(
        smpp(settings),
        inbox,
        smppState,
        new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(1), random));
  }

  @Bean
  SmppAdapter smppAdapter(
      SmsSettings settings,
      SmppConnection connection,
      SmsState smppState,
      MessageIds ids,
      AttachmentSource files) {
    return new SmppAdapter(
        connection,
        smppState,
        ids,
        smpp(settings),
        settings.price(),
        new AnswerLimit(settings.messagesPerHour(), InstantSource.system()),
        files);
  }

  @Bean
  SmsHealth smppHealthIndicator(SmsState smppState) {
    return new SmsHealth(smppState);
  }

  private static SmsSettings.Smpp smpp(SmsSettings settings) {
    return Objects.requireNonNull(settings.smpp());
  }

  /// Whether `holos.sms.smpp.host` has a value; an empty one is as good as none.
  static final class HostGiven implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return !context.getEnvironment().getProperty("holos.sms.smpp.host", "").isBlank();
    }
  }
}
