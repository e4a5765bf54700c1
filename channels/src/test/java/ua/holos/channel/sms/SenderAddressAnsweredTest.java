package ua.holos.channel.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ua.holos.bot.channel.ChannelCapabilities.Feature;

class SenderAddressAnsweredTest {

  @ParameterizedTest
  @CsvSource({"1551, true", "+380441234567, true", "Kyiv1551, false"})
  void onlyANumberCanBeAnswered(String sender, boolean answered) {
    boolean can = SenderAddress.of(sender).answered();
    assertThat(can).isEqualTo(answered);
    assertThat(SmsCapabilities.at(BigDecimal.ONE, can).can(Feature.ONE_WAY)).isEqualTo(!answered);
  }
}
