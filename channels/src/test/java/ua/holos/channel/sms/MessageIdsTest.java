package ua.holos.channel.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ua.holos.bot.message.ContactUrn;

class MessageIdsTest {
  private static final ContactUrn TO = new ContactUrn("tel", "+380441234567");

  private final MessageIds ids = new MessageIds(MessageIdForm.AUTO);

  @ParameterizedTest
  @CsvSource({
    "1A2B,1a2b",
    "1A2B,6699",
    "00001A2B,6699",
    "1a2b,0000001A2B",
    "6699,0006699",
    "0006699,6699",
    "6699,1a2b",
    "6699,00001A2B",
    "f3a1-77,F3A1-77",
    "0,000",
    "123456,123456"
  })
  void aReceiptHasTheIdOfTheAnswer(String answer, String receipt) {
    String id = ids.accepted(answer, TO);
    assertThat(ids.reported(List.of(receipt))).isEqualTo(id);
    assertThat(ids.recipient(List.of(receipt))).isEqualTo(TO);
  }

  @ParameterizedTest
  @CsvSource({
    "1A2B,1a2b",
    "1A2B,6699",
    "00001A2B,6699",
    "6699,0006699",
    "6699,1a2b",
    "123456,123456"
  })
  void anEarlyReceiptHasTheIdOfTheLaterAnswer(String answer, String receipt) {
    String early = ids.reported(List.of(receipt));
    assertThat(ids.accepted(answer, TO)).isEqualTo(early);
    assertThat(ids.reported(List.of(receipt))).isEqualTo(early);
  }

  @Test
  void whatWasLearntHoldsForReceiptsOfUnknownMessages() {
    ids.accepted("1A2B", TO);
    ids.reported(List.of("6699"));
    assertThat(ids.reported(List.of("255"))).isEqualTo("ff");
    assertThat(ids.accepted("FF", TO)).isEqualTo("ff");
  }

  @Test
  void numbersWithoutLettersProveNothing() {
    ids.accepted("100", TO);
    assertThat(ids.reported(List.of("256"))).isEqualTo("256");
  }

  @Test
  void theWordOfTheSettingCountsFromTheStart() {
    assertThat(new MessageIds(MessageIdForm.HEX_DECIMAL).reported(List.of("0006699")))
        .isEqualTo("1a2b");
    assertThat(new MessageIds(MessageIdForm.DECIMAL_HEX).reported(List.of("1A2B")))
        .isEqualTo("6699");
    assertThat(new MessageIds(MessageIdForm.SAME).reported(List.of("1A2B"))).isEqualTo("1a2b");
  }

  @Test
  void eitherOfTwoReadingsWillDo() {
    String id = ids.accepted("1A2B", TO);
    assertThat(ids.reported(List.of("999999", "1A2B"))).isEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource({"%d,%d", "%08d,%d", "%x,%x", "%08X,%x", "%X,%d", "%08X,%010d", "%d,%x", "%010d,%08X"})
  void matchesAllOfTenThousandWhateverTheOrder(String answerForm, String receiptForm) {
    IntFunction<String> answer = answerForm::formatted;
    IntFunction<String> receipt = receiptForm::formatted;
    Random random = new Random(19);
    List<int[]> steps = new ArrayList<>();
    for (int number = 700_000; number < 710_000; number++) {
      steps.add(new int[] {number, 0});
      steps.add(new int[] {number, 1});
      steps.add(new int[] {number, 1});
    }
    // Receipts overtake answers and one another, but not by hours.
    for (int from = 0; from < steps.size(); from += 150) {
      Collections.shuffle(steps.subList(from, Math.min(steps.size(), from + 150)), random);
    }
    Map<Integer, String> accepted = new HashMap<>();
    Map<Integer, List<String>> reported = new HashMap<>();
    for (int[] step : steps) {
      if (step[1] == 0) {
        accepted.put(step[0], ids.accepted(answer.apply(step[0]), TO));
      } else {
        reported
            .computeIfAbsent(step[0], _ -> new ArrayList<>())
            .add(ids.reported(List.of(receipt.apply(step[0]))));
      }
    }
    long unmatched =
        accepted.entrySet().stream()
            .filter(entry ->
                !reported.getOrDefault(entry.getKey(), List.of()).contains(entry.getValue()))
            .count();
    System.out.printf(
        "ids %s, receipts %s: %d of %d unmatched%n",
        answerForm, receiptForm, unmatched, accepted.size());
    assertThat(unmatched).isZero();
  }
}
