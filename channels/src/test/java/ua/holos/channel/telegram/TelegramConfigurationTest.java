package ua.holos.channel.telegram;

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
import ua.holos.bot.channel.AttachmentSource;
import ua.holos.bot.channel.ChannelAdapter;
import ua.holos.bot.channel.ChannelPace;
import ua.holos.bot.channel.InboundSink;
import ua.holos.channel.support.RecordingSink;
import ua.holos.channel.support.RememberedFiles;

class TelegramConfigurationTest {
  private final WebApplicationContextRunner holos =
      new WebApplicationContextRunner()
          .withUserConfiguration(TelegramConfiguration.class)
          .withBean(InboundSink.class, RecordingSink::new)
          .withBean(AttachmentSource.class, RememberedFiles::new)
          .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
          // Nothing answers there.
          .withPropertyValues("holos.telegram.api-url=http://127.0.0.1:9");

  @Test
  void isOffWithoutAToken() {
    holos.run(context ->
        assertThat(context)
            .doesNotHaveBean(ChannelAdapter.class)
            .doesNotHaveBean(TelegramWebhook.class));
    holos
        .withPropertyValues("holos.telegram.token= ")
        .run(context -> assertThat(context).doesNotHaveBean(ChannelAdapter.class));
  }

  @Test
  void isOnWithATokenAndKeepsTelegramsPace() {
    holos
        .withPropertyValues("holos.telegram.token=42:TEST")
        .run(context -> {
          assertThat(context).hasNotFailed().hasSingleBean(TelegramWebhook.class);
          assertThat(context.getBean(ChannelAdapter.class).pace())
              .isEqualTo(new ChannelPace(30, 1));
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "token|not-a-token|expected a token from @BotFather",
        "api-url|telegram|found 'telegram', expected an address",
        "webhook-url|bot.misto.ua|found 'bot.misto.ua', expected the public address",
        "webhook-secret|пароль|expected 1 to 256 of A-Z",
        "messages-per-second|0|found 0.0, expected a number above 0",
        "messages-per-chat-per-second|-1|found -1.0, expected a number above 0"
      })
  void aWrongSettingStopsTheStartAndIsNamed(String setting, String value, String expected) {
    holos
        .withPropertyValues(
            "holos.telegram.token=42:TEST", "holos.telegram." + setting + "=" + value)
        .run(context -> {
          assertThat(context).hasFailed();
          assertThat(context.getStartupFailure())
              .rootCause()
              .hasMessageContaining("holos.telegram." + setting + ": ")
              .hasMessageContaining(expected);
        });
  }

  @Test
  void aWrongSecretIsNotShown() {
    holos
        .withPropertyValues("holos.telegram.token=42:TEST with a space")
        .run(context ->
            assertThat(context.getStartupFailure())
                .hasStackTraceContaining("holos.telegram.token")
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
    "https://bot.misto.ua,https://bot.misto.ua/webhook/telegram",
    "https://bot.misto.ua:8443/,https://bot.misto.ua:8443/webhook/telegram",
    "https://misto.ua/bot/webhook/telegram,https://misto.ua/bot/webhook/telegram"
  })
  void completesTheWebhooksAddress(URI given, URI told) {
    assertThat(TelegramParts.settings(9, given).webhookUrl()).isEqualTo(told);
  }

  @Test
  void settingsPrintNoSecrets() {
    assertThat(TelegramParts.settings(9, null).toString())
        .doesNotContain("TEST-token")
        .doesNotContain("hook-secret");
  }
}
