package ua.holos.channel.viber;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import tools.jackson.databind.json.JsonMapper;
import ua.holos.bot.channel.AttachmentKeeper;
import ua.holos.bot.channel.AttachmentSource;
import ua.holos.bot.channel.ChannelWords;
import ua.holos.bot.channel.InboundSink;
import ua.holos.bot.channel.UnfamiliarUpdates;
import ua.holos.bot.conversation.Wording;
import ua.holos.channel.support.BackOff;
import ua.holos.channel.support.BodySignature;
import ua.holos.channel.support.PublicAddresses;
import ua.holos.channel.support.RemoteFiles;

/// Switches Viber on when there is a token.
@Configuration(proxyBeanMethods = false)
@Conditional(ViberConfiguration.TokenGiven.class)
@EnableConfigurationProperties(ViberSettings.class)
class ViberConfiguration {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);

  /// For a whole file, also over a slow line.
  private static final Duration FETCH_WITHIN = Duration.ofMinutes(2);

  /// Viber delivers again after about 5 seconds.
  private static final Duration WAIT_FOR_A_FILE = Duration.ofMillis(2500);

  /// Our own, so that nothing changes what Viber is sent.
  private final JsonMapper json = new JsonMapper();

  @Bean
  ViberState viberState() {
    return new ViberState();
  }

  @Bean
  ViberApi viberApi(ViberSettings settings) {
    return new ViberApi(settings, json, ANSWER_WITHIN, InstantSource.system());
  }

  @Bean
  ChannelWords viberWords() {
    return ViberMenu.WORDS;
  }

  @Bean
  ViberParts viberParts(ViberSettings settings, Wording wording, AttachmentSource files) {
    ViberMenu menu = new ViberMenu(wording);
    return new ViberParts(json, sender(settings, menu), menu, files);
  }

  private static ViberMessage.Sender sender(ViberSettings settings, ViberMenu menu) {
    String name = settings.senderName();
    @Nullable URI avatar = settings.avatar();
    return new ViberMessage.Sender(
        name == null ? menu.sender() : name, avatar == null ? null : avatar.toString());
  }

  @Bean
  ViberMedia viberMedia(ViberSettings settings, AttachmentKeeper keeper) {
    RemoteFiles files =
        new RemoteFiles(
            new PublicAddresses(), settings.mediaOrigins(), ViberMapper.LARGEST_FILE, FETCH_WITHIN);
    return new ViberMedia(files, keeper, WAIT_FOR_A_FILE);
  }

  @Bean
  ViberAdapter viberAdapter(
      ViberSettings settings,
      ViberApi api,
      ViberParts parts,
      ViberMedia media,
      ViberState state,
      MeterRegistry meters) {
    return new ViberAdapter(settings, api, parts, media, state, meters);
  }

  @Bean
  ViberReceiver viberReceiver(
      InboundSink sink,
      UnfamiliarUpdates unfamiliar,
      ViberMedia media,
      ViberParts parts,
      MeterRegistry meters) {
    return new ViberReceiver(sink, unfamiliar, media, parts, InstantSource.system(), meters);
  }

  @Bean
  ViberWebhook viberWebhook(ViberSettings settings, ViberReceiver receiver) {
    return new ViberWebhook(new BodySignature(settings.token()), receiver, json);
  }

  @Bean
  ViberConnection viberConnection(ViberSettings settings, ViberApi api, ViberState state) {
    RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
    BackOff backOff = new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(1), random);
    return new ViberConnection(api, settings.webhookUrl(), state, backOff);
  }

  @Bean
  ViberHealth viberHealthIndicator(ViberState state) {
    return new ViberHealth(state);
  }

  /// Whether `holos.viber.token` has a value; an empty one is as good as none.
  static final class TokenGiven implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return !context.getEnvironment().getProperty("holos.viber.token", "").isBlank();
    }
  }
}
