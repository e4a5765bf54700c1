package ua.holos.channel.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import ua.holos.channel.support.WellFormedText;

/// Random bytes, and good ones with some of them changed. `-Dholos.fuzz.inputs=1000000` reads a
/// million with each reader.
class SmsFuzzTest {
  private static final int INPUTS = Integer.getInteger("holos.fuzz.inputs", 20_000);

  private static final List<byte[]> GOOD =
      List.of(
          "id:00001A2B sub:001 dlvrd:001 submit date:2611281200 done date:2611281201 stat:DELIVRD"
              .concat(" err:000 text:Hello")
              .getBytes(StandardCharsets.ISO_8859_1),
          "id:6699 stat:UNDELIV err:00B".getBytes(StandardCharsets.ISO_8859_1),
          "Немає води 😀 третій день".getBytes(StandardCharsets.UTF_16BE),
          new byte[] {5, 0, 3, 17, 2, 1, 4, 0x1D, 4, 0x35},
          new byte[] {6, 8, 4, 1, 17, 2, 1, 4, 0x1D, 4, 0x35},
          new byte[] {0x1B, 0x65, 0x41, 0x1B, 0x1B, 0x00});

  private static final int[] TAGS = {
    DeliveredPdu.RECEIPTED_MESSAGE_ID, DeliveredPdu.SAR_REFERENCE, DeliveredPdu.SAR_TOTAL,
    DeliveredPdu.SAR_INDEX, DeliveredPdu.MESSAGE_PAYLOAD, DeliveredPdu.MESSAGE_STATE
  };

  @Test
  void theReceiptReaderReadsAnything() {
    int read =
        run(
            "receipts",
            pdu -> {
              Receipt receipt = Receipt.read(pdu);
              if (receipt == null) {
                return 0;
              }
              assertThat(receipt.ids()).isNotEmpty().allMatch(id -> id.length() <= 64);
              assertThat(receipt.reason()).matches("[!-~ ]{1,40}");
              return 1;
            });
    assertThat(read).isPositive();
  }

  @Test
  void theMessageReaderReadsAnything() {
    int read =
        run(
            "messages",
            pdu -> {
              Concatenation part = pdu.concatenation();
              if (part != null) {
                assertThat(part.index()).isBetween(1, part.total());
              }
              Recipient.of(pdu.sourceTon(), pdu.source());
              String text =
                  IncomingText.read(pdu.dataCoding(), pdu.userText(), DefaultAlphabet.GSM);
              if (text == null) {
                return 0;
              }
              String good = WellFormedText.of(text);
              assertThat(good.getBytes(StandardCharsets.UTF_8).length)
                  .isGreaterThanOrEqualTo(good.length());
              return 1;
            });
    assertThat(read).isPositive();
  }

  private static int run(String what, ToIntFunction<DeliveredPdu> reader) {
    Random random = new Random(20);
    long start = System.nanoTime();
    int read = 0;
    for (int i = 0; i < INPUTS; i++) {
      read += reader.applyAsInt(pdu(random));
    }
    System.out.printf(
        "%s: %,d inputs, %,d of them meant something, %.1f s%n",
        what, INPUTS, read, (System.nanoTime() - start) / 1e9);
    return read;
  }

  private static DeliveredPdu pdu(Random random) {
    Map<Integer, byte[]> tlvs = new HashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      tlvs.put(
          random.nextInt(10) == 0 ? random.nextInt(0x10000) : TAGS[random.nextInt(TAGS.length)],
          bytes(random, random.nextInt(3) == 0 ? 1 : random.nextInt(12)));
    }
    return new DeliveredPdu(
        random.nextInt(256),
        random.nextInt(3) == 0 ? random.nextInt(256) : 8 * random.nextInt(2),
        random.nextInt(8),
        new String(bytes(random, random.nextInt(21)), StandardCharsets.ISO_8859_1),
        "1551",
        body(random),
        tlvs);
  }

  private static byte[] body(Random random) {
    if (random.nextInt(3) == 0) {
      return bytes(random, random.nextInt(255));
    }
    byte[] body = GOOD.get(random.nextInt(GOOD.size())).clone();
    for (int i = random.nextInt(5); i > 0; i--) {
      body[random.nextInt(body.length)] = (byte) random.nextInt(256);
    }
    return random.nextInt(3) == 0
        ? java.util.Arrays.copyOf(body, random.nextInt(body.length + 1))
        : body;
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
