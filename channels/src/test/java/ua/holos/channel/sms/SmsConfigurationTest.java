package ua.holos.channel.sms;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import ua.holos.bot.channel.AttachmentSource;
import ua.holos.bot.channel.ChannelAdapter;
import ua.holos.bot.channel.ChannelPace;
import ua.holos.bot.channel.InboundSink;
import ua.holos.bot.channel.Price;
import ua.holos.channel.support.RecordingSink;
import ua.holos.channel.support.RememberedFiles;

@org.jspecify.annotations.NullUnmarked
class SmsConfigurationTest {
  @TempDir Path folder;

  private WebApplicationContextRunner holos;
  private WebApplicationContextRunner smpp;
  private WebApplicationContextRunner turbosms;

  @BeforeEach
  void configure() {
    holos =
        new WebApplicationContextRunner()
            .withUserConfiguration(SmppConfiguration.class, TurboSmsConfiguration.class)
            .withBean(InboundSink.class, RecordingSink::new)
            .withBean(AttachmentSource.class, RememberedFiles::new)
            .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
            .withPropertyValues("holos.data-dir=" + folder);
    // Nothing answers there.
    smpp =
        holos.withPropertyValues(
            "holos.sms.smpp.host=127.0.0.1",
            "holos.sms.smpp.port=9",
            "holos.sms.smpp.system-id=holos",
            "holos.sms.smpp.password=secret",
            "holos.sms.smpp.sender=1551");
    turbosms =
        holos.withPropertyValues(
            "holos.sms.turbosms.token=TEST-token",
            "holos.sms.turbosms.api-url=http://127.0.0.1:9",
            "holos.sms.turbosms.sender=HOLOS");
  }

  @Test
  void isOffWithoutAProvider() {
    holos.run(context -> assertThat(context).doesNotHaveBean(ChannelAdapter.class));
    holos
        .withPropertyValues("holos.sms.smpp.host= ", "holos.sms.turbosms.token= ")
        .run(context -> assertThat(context).doesNotHaveBean(ChannelAdapter.class));
  }

  @Test
  void isOnWithAHost() {
    smpp.withPropertyValues("holos.sms.smpp.messages-per-second=50", "holos.sms.price=0.87")
        .run(context -> {
          assertThat(context).hasNotFailed().hasSingleBean(SmppAdapter.class);
          ChannelAdapter adapter = context.getBean(ChannelAdapter.class);
          assertThat(adapter.pace()).isEqualTo(new ChannelPace(50, 50));
          assertThat(adapter.capabilities().price())
              .isEqualTo(new Price(new BigDecimal("0.87"), Duration.ZERO));
        });
  }

  @Test
  void isOnWithAToken() {
    turbosms
        .withPropertyValues("holos.sms.smpp.host=")
        .run(context -> assertThat(context).hasNotFailed().hasSingleBean(TurboSmsAdapter.class));
  }

  @Test
  void twoProvidersStopTheStart() {
    smpp.withPropertyValues(
            "holos.sms.turbosms.token=TEST-token", "holos.sms.turbosms.sender=HOLOS")
        .run(context ->
            assertThat(context.getStartupFailure())
                .rootCause()
                .hasMessageContaining("holos.sms.smpp.host and holos.sms.turbosms.token: "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "smpp.port|70000|found '70000', expected 1 to 65535",
        "smpp.system-id|a-name-that-is-too-long|expected the account's name",
        "smpp.password|much-too-long|found a value of 13 characters",
        "smpp.sender|Київ|found 'Київ', expected an alpha-name",
        "smpp.messages-per-second|0|found '0.0', expected a number above 0",
        "smpp.window|0|expected 1 to 1000",
        "smpp.validity|30s|expected 1 minute to 7 days",
        "smpp.enquire-link|2m|expected 1 to 30 seconds",
        "messages-per-hour|0|found '0', expected 1 to 1000",
        "price|-1|expected a price of 0 or above"
      })
  void aWrongSettingStopsTheStartAndIsNamed(String setting, String value, String expected) {
    smpp.withPropertyValues("holos.sms." + setting + "=" + value)
        .run(context -> {
          assertThat(context).hasFailed();
          assertThat(context.getStartupFailure())
              .rootCause()
              .hasMessageContaining("holos.sms." + setting + ": ")
              .hasMessageContaining(expected);
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "token|short|found a value of 5 characters",
        "api-url|turbosms|found 'turbosms', expected an address",
        "sender|TwelveLetter|expected an alpha-name",
        "messages-per-second|-1|expected a number above 0"
      })
  void aWrongSettingOfTurboSmsStopsTheStart(String setting, String value, String expected) {
    turbosms
        .withPropertyValues("holos.sms.turbosms." + setting + "=" + value)
        .run(context ->
            assertThat(context.getStartupFailure())
                .rootCause()
                .hasMessageContaining("holos.sms.turbosms." + setting + ": ")
                .hasMessageContaining(expected));
  }

  @Test
  void settingsPrintNoSecrets() {
    assertThat(
            SmppParts.settings(2775, "1551", Duration.ofHours(1), Duration.ofSeconds(20))
                .toString())
        .doesNotContain("secret");
    turbosms.run(context ->
        assertThat(context.getBean(SmsSettings.class).toString()).doesNotContain("TEST-token"));
  }
}
