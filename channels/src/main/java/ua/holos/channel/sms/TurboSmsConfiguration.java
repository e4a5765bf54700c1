package ua.holos.channel.sms;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
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

/// Switches SMS by TurboSMS on when there is a token.
@Configuration(proxyBeanMethods = false)
@Conditional(TurboSmsConfiguration.TokenGiven.class)
@EnableConfigurationProperties(SmsSettings.class)
class TurboSmsConfiguration {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);

  @Bean
  SmsState turboSmsState() {
    return new SmsState();
  }

  @Bean
  TurboSmsApi turboSmsApi(SmsSettings settings) {
    return new TurboSmsApi(turboSms(settings), ANSWER_WITHIN);
  }

  @Bean
  TurboSmsStatuses turboSmsStatuses(
      TurboSmsApi api,
      InboundSink sink,
      MeterRegistry meters,
      @Value("${holos.data-dir:./data}") Path dataFolder) {
    return new TurboSmsStatuses(
        api,
        sink,
        new SentMessages(dataFolder.resolve("sms").resolve("turbosms-sent.tsv")),
        InstantSource.system(),
        meters);
  }

  @Bean
  TurboSmsPolling turboSmsPolling(TurboSmsStatuses statuses) {
    return new TurboSmsPolling(statuses);
  }

  @Bean
  TurboSmsAdapter turboSmsAdapter(
      SmsSettings settings,
      TurboSmsApi api,
      SmsState turboSmsState,
      TurboSmsStatuses statuses,
      AttachmentSource files) {
    return new TurboSmsAdapter(
        api,
        turboSmsState,
        statuses,
        turboSms(settings),
        settings.price(),
        new AnswerLimit(settings.messagesPerHour(), InstantSource.system()),
        files);
  }

  @Bean
  SmsHealth turboSmsHealthIndicator(SmsState turboSmsState) {
    return new SmsHealth(turboSmsState);
  }

  private static SmsSettings.TurboSms turboSms(SmsSettings settings) {
    return Objects.requireNonNull(settings.turbosms());
  }

  /// Whether `holos.sms.turbosms.token` has a value; an empty one is as good as none.
  static final class TokenGiven implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return !context.getEnvironment().getProperty("holos.sms.turbosms.token", "").isBlank();
    }
  }
}
