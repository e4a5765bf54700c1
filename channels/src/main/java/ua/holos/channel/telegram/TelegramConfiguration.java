package ua.holos.channel.telegram;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import ua.holos.bot.channel.AttachmentSource;
import ua.holos.bot.channel.InboundSink;
import ua.holos.bot.conversation.Wording;
import ua.holos.channel.support.BackOff;
import ua.holos.channel.support.SharedSecret;

/// Switches Telegram on when there is a token.
@Configuration(proxyBeanMethods = false)
@Conditional(TelegramConfiguration.TokenGiven.class)
@EnableConfigurationProperties(TelegramSettings.class)
class TelegramConfiguration {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);
  private static final Duration POLL_FOR = Duration.ofSeconds(50);

  @Bean
  TelegramState telegramState() {
    return new TelegramState();
  }

  @Bean
  TelegramApi telegramApi(TelegramSettings settings) {
    return new TelegramApi(settings, ANSWER_WITHIN, POLL_FOR);
  }

  @Bean
  TelegramUpdateReader telegramUpdateReader() {
    return new TelegramUpdateReader();
  }

  @Bean
  TelegramAdapter telegramAdapter(
      TelegramApi api, TelegramSettings settings, TelegramState state, AttachmentSource files) {
    return new TelegramAdapter(api, settings, state, files);
  }

  @Bean
  TelegramReceiver telegramReceiver(InboundSink sink, TelegramApi api, MeterRegistry meters) {
    return new TelegramReceiver(sink, api, InstantSource.system(), meters);
  }

  @Bean
  SharedSecret telegramWebhookSecret(TelegramSettings settings) {
    String configured = settings.webhookSecret();
    // Not a random one: replicas would take each other's calls for forged.
    return configured == null
        ? SharedSecret.derived(settings.token(), TelegramSettings.WEBHOOK_PATH)
        : new SharedSecret(configured);
  }

  @Bean
  TelegramWebhook telegramWebhook(
      SharedSecret telegramWebhookSecret,
      TelegramUpdateReader reader,
      TelegramReceiver receiver,
      MeterRegistry meters) {
    return new TelegramWebhook(telegramWebhookSecret, reader, receiver, meters);
  }

  @Bean
  TelegramConnection telegramConnection(
      TelegramSettings settings,
      TelegramApi api,
      TelegramUpdateReader reader,
      TelegramReceiver receiver,
      TelegramState state,
      SharedSecret telegramWebhookSecret,
      ObjectProvider<Wording> wording) {
    RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
    BackOff backOff = new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(1), random);
    URI webhook = settings.webhookUrl();
    Wording words = wording.getIfAvailable();
    return new TelegramConnection(
        reader,
        webhook == null
            ? new TelegramPoller(api, reader, receiver, state, backOff, POLL_FOR)
            : null,
        webhook == null
            ? null
            : new TelegramWebhookRegistration(api, webhook, telegramWebhookSecret, state, backOff),
        words == null ? null : new TelegramCommands(api, words),
        () -> backOff.after(6));
  }

  @Bean
  TelegramHealth telegramHealthIndicator(TelegramState state) {
    return new TelegramHealth(state);
  }

  /// Whether `holos.telegram.token` has a value; an empty one is as good as none.
  static final class TokenGiven implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return !context.getEnvironment().getProperty("holos.telegram.token", "").isBlank();
    }
  }
}
