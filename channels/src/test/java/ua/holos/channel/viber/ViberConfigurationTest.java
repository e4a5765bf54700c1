package ua.holos.channel.viber;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import ua.holos.bot.channel.AttachmentKeeper;
import ua.holos.bot.channel.AttachmentSource;
import ua.holos.bot.channel.ChannelAdapter;
import ua.holos.bot.channel.ChannelPace;
import ua.holos.bot.channel.ChannelWords;
import ua.holos.bot.channel.InboundSink;
import ua.holos.bot.channel.UnfamiliarUpdates;
import ua.holos.bot.conversation.Wording;
import ua.holos.channel.support.RecordingSink;
import ua.holos.channel.support.RememberedFiles;

class ViberConfigurationTest {
  private final WebApplicationContextRunner holos =
      new WebApplicationContextRunner()
          .withUserConfiguration(ViberConfiguration.class)
          .withBean(InboundSink.class, RecordingSink::new)
          .withBean(AttachmentSource.class, RememberedFiles::new)
          .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
          .withBean(Wording.class, () -> ViberChannel.WORDING)
          .withBean(AttachmentKeeper.class, () -> ViberChannel::opened)
          .withBean(UnfamiliarUpdates.class, () -> (_, _, _) -> {})
          // Nothing answers there.
          .withPropertyValues("holos.viber.api-url=http://127.0.0.1:9/pa");

  @Test
  void isOffWithoutAToken() {
    holos.run(context ->
        assertThat(context)
            .doesNotHaveBean(ChannelAdapter.class)
            .doesNotHaveBean(ViberWebhook.class));
    holos
        .withPropertyValues("holos.viber.token= ")
        .run(context -> assertThat(context).doesNotHaveBean(ChannelAdapter.class));
  }

  @Test
  void isOnWithATokenAndKeepsVibersPace() {
    holos
        .withPropertyValues("holos.viber.token=" + ViberChannel.TOKEN)
        .run(context -> {
          assertThat(context).hasNotFailed().hasSingleBean(ViberWebhook.class);
          assertThat(context.getBean(ChannelAdapter.class).pace())
              .isEqualTo(new ChannelPace(50, Double.POSITIVE_INFINITY, 100));
          assertThat(context.getBean(ChannelWords.class).argumentsByKey())
              .containsOnlyKeys("viber.welcome", "viber.sender");
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "token|not a token|expected the token that the bot's",
        "api-url|viber|found 'viber', expected an address",
        "webhook-url|bot.misto.ua|found 'bot.misto.ua', expected the public address",
        "sender-name|Контактний центр міста Києва 1551|expected at most 28 characters",
        "avatar|logo.png|found 'logo.png', expected the address of a picture",
        "price|-1|found '-1', expected hryvnias",
        "messages-per-second|0|found '0.0', expected a number above 0",
        "messages-per-hour-unanswered|0|found '0', expected 1 or more",
        "media-origins|localhost|found 'localhost', expected addresses"
      })
  void aWrongSettingStopsTheStartAndIsNamed(String setting, String value, String expected) {
    holos
        .withPropertyValues(
            "holos.viber.token=" + ViberChannel.TOKEN, "holos.viber." + setting + "=" + value)
        .run(context -> {
          assertThat(context).hasFailed();
          assertThat(context.getStartupFailure())
              .rootCause()
              .hasMessageContaining("holos.viber." + setting + ": ")
              .hasMessageContaining(expected);
        });
  }

  @Test
  void aWrongTokenIsNotShown() {
    holos
        .withPropertyValues("holos.viber.token=TEST with a space")
        .run(context ->
            assertThat(context.getStartupFailure())
                .hasStackTraceContaining("holos.viber.token")
                .satisfies(
                    failure -> assertThat(stack(failure)).doesNotContain("TEST with a space")));
  }

  private static String stack(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "https://bot.misto.ua,https://bot.misto.ua/webhook/viber",
    "https://bot.misto.ua:8443/,https://bot.misto.ua:8443/webhook/viber",
    "https://misto.ua/bot/webhook/viber,https://misto.ua/bot/webhook/viber"
  })
  void completesTheWebhooksAddress(URI given, URI told) {
    assertThat(ViberChannel.settings(9, given).webhookUrl()).isEqualTo(told);
  }

  @Test
  void settingsPrintNoToken() {
    assertThat(ViberChannel.settings(9, null).toString()).doesNotContain(ViberChannel.TOKEN);
  }

  @Test
  void shortensASenderThatIsLongerThanViberAllows() {
    ViberMenu menu = new ViberMenu((_, _) -> "Контактний центр міста Києва 1551");
    assertThat(menu.sender()).isEqualTo("Контактний центр міста Києва");
  }
}
