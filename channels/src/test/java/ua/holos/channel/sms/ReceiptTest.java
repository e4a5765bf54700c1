package ua.holos.channel.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ua.holos.bot.message.MessageStatus;

class ReceiptTest {

  private static @Nullable Receipt read(String text, Map<Integer, byte[]> tlvs) {
    return Receipt.read(
        new DeliveredPdu(
            4, 0, 1, "380441234567", "1551", text.getBytes(StandardCharsets.ISO_8859_1), tlvs));
  }

  private static Receipt good(String text, Map<Integer, byte[]> tlvs) {
    return Objects.requireNonNull(read(text, tlvs));
  }

  @ParameterizedTest
  @CsvSource({
    "DELIVRD,DELIVERED",
    "delivered,DELIVERED",
    "EXPIRED,FAILED",
    "DELETED,FAILED",
    "UNDELIV,FAILED",
    "REJECTD,FAILED",
    "ACCEPTD,SENT",
    "ENROUTE,SENT",
    "UNKNOWN,SENT",
    "NONSENSE,SENT"
  })
  void readsEachState(String state, MessageStatus status) {
    assertThat(good("id:7 sub:001 dlvrd:001 stat:" + state + " err:000 Text:", Map.of()).state())
        .extracting(Receipt.State::status)
        .isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "1,SENT",
    "2,DELIVERED",
    "3,FAILED",
    "4,FAILED",
    "5,FAILED",
    "6,SENT",
    "7,SENT",
    "8,FAILED",
    "-1,SENT"
  })
  void readsEachStateByItsNumber(byte number, MessageStatus status) {
    Receipt receipt =
        good(
            "",
            Map.of(
                DeliveredPdu.MESSAGE_STATE,
                new byte[] {number},
                DeliveredPdu.RECEIPTED_MESSAGE_ID,
                "77aF\0".getBytes(StandardCharsets.US_ASCII)));
    assertThat(receipt.state().status()).isEqualTo(status);
    assertThat(receipt.ids()).containsExactly("77aF");
  }

  @Test
  void tellsWhatTheNetworkSaid() {
    assertThat(good("id:7 stat:UNDELIV err:00B", Map.of()).reason()).isEqualTo("undeliverable 00B");
    assertThat(good("id:7 stat:EXPIRED", Map.of()).reason()).isEqualTo("expired");
  }

  @Test
  void hasBothReadingsOfTheId() {
    assertThat(
            good(
                    "id:6699 stat:DELIVRD",
                    Map.of(
                        DeliveredPdu.RECEIPTED_MESSAGE_ID,
                        "1A2B\0".getBytes(StandardCharsets.US_ASCII)))
                .ids())
        .isEqualTo(List.of("1A2B", "6699"));
  }

  @Test
  void isNotMisledByTheWordsOfTheMessage() {
    Receipt receipt = good("id:7 stat:DELIVRD err:0 text:id:8 stat:UNDELIV", Map.of());
    assertThat(receipt.ids()).containsExactly("7");
    assertThat(receipt.state()).isEqualTo(Receipt.State.DELIVERED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Немає води",
        "id: stat:",
        "stat:DELIVRD",
        "id:7",
        "id:",
        "text:id:7 stat:DELIVRD"
      })
  void whatNamesNoMessageOrNoStateIsNone(String text) {
    assertThat(read(text, Map.of())).isNull();
  }
}
