package ua.holos.gateway.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SmscSimulatorTest {
  private static final String PHONE = "380670001122";
  private static final int UCS2 = 8;

  private final MovableClock clock = new MovableClock();
  private final List<DeliverSm> heard = new CopyOnWriteArrayList<>();
  private SmscSimulator smsc = SmscSimulator.start(SmscOptions.DEFAULT.by(clock));
  private @Nullable SMPPSession session;
  private volatile boolean deaf;

  @AfterEach
  void stop() {
    hangUp();
    smsc.close();
  }

  private void hangUp() {
    if (session != null) {
      session.unbindAndClose();
    }
  }

  private void restart(SmscOptions options) {
    smsc.close();
    smsc = SmscSimulator.start(options.by(clock));
  }

  private SMPPSession bind(String password) throws IOException {
    SMPPSession fresh = new SMPPSession();
    fresh.setMessageReceiverListener(new Ear());
    fresh.setTransactionTimer(5_000);
    fresh.connectAndBind(
        "127.0.0.1",
        smsc.port(),
        new BindParameter(
            BindType.BIND_TRX,
            smsc.systemId(),
            password,
            "",
            TypeOfNumber.UNKNOWN,
            NumberingPlanIndicator.UNKNOWN,
            null));
    session = fresh;
    return fresh;
  }

  private final class Ear implements MessageReceiverListener {
    @Override
    public void onAcceptDeliverSm(DeliverSm message) throws ProcessRequestException {
      if (deaf) {
        throw new ProcessRequestException("deaf", 8);
      }
      heard.add(message);
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification alert) {}

    @Override
    public DataSmResult onAcceptDataSm(DataSm data, Session source) throws ProcessRequestException {
      throw new ProcessRequestException("no data", 8);
    }
  }

  private String submit(SMPPSession to, String sender, String phone, byte[] content, int coding)
      throws Exception {
    return submit(to, sender, phone, content, coding, 0, null);
  }

  private String submit(
      SMPPSession to,
      String sender,
      String phone,
      byte[] content,
      int coding,
      int esmClass,
      @Nullable String validity)
      throws Exception {
    return to.submitShortMessage(
            "",
            sender.matches("[0-9]+") ? TypeOfNumber.UNKNOWN : TypeOfNumber.ALPHANUMERIC,
            NumberingPlanIndicator.UNKNOWN,
            sender,
            TypeOfNumber.INTERNATIONAL,
            NumberingPlanIndicator.ISDN,
            phone,
            new ESMClass(esmClass),
            (byte) 0,
            (byte) 0,
            null,
            validity,
            new RegisteredDelivery(1),
            (byte) 0,
            DataCodings.newInstance((byte) coding),
            (byte) 0,
            content)
        .getMessageId();
  }

  private static byte[] ucs2(String text) {
    return text.getBytes(StandardCharsets.UTF_16BE);
  }

  private String submit(SMPPSession to, String text) throws Exception {
    return submit(to, "Misto", PHONE, ucs2(text), UCS2);
  }

  private static String text(DeliverSm message) {
    byte[] all = message.getShortMessage();
    return message.getDataCoding() == UCS2
        ? new String(all, StandardCharsets.UTF_16BE)
        : new String(all, StandardCharsets.US_ASCII);
  }

  private List<String> receipts() {
    return heard.stream().map(SmscSimulatorTest::text).toList();
  }

  private void refused(int status, ThrowingSubmit submit) {
    assertThatThrownBy(submit::run)
        .isInstanceOfSatisfying(
            NegativeResponseException.class,
            e -> assertThat(e.getCommandStatus()).isEqualTo(status));
  }

  private interface ThrowingSubmit {
    void run() throws Exception;
  }

  @Test
  void bindsOnlyWithTheRightPassword() throws IOException {
    assertThatThrownBy(() -> bind("wrong")).isInstanceOf(IOException.class);
    assertThat(smsc.refusedBinds()).isEqualTo(1);
    bind(smsc.password());
    await().until(() -> smsc.sessions() == 1);
  }

  @Test
  void showsWhatWasSubmittedAndSendsAReceipt() throws Exception {
    String id = submit(bind(smsc.password()), "Вода є");
    await().untilAsserted(() -> assertThat(receipts()).hasSize(1));
    assertThat(smsc.received(PHONE)).containsExactly(new SmscSimulator.Sms("Misto", "Вода є", 1));
    assertThat(receipts().getFirst()).contains("id:" + id + " ", "stat:DELIVRD", "err:000");
    assertThat(heard.getFirst().isSmscDeliveryReceipt()).isTrue();
    assertThat(heard.getFirst().getSourceAddr()).isEqualTo(PHONE);
  }

  @Test
  void joinsThePartsOfOneMessageInWhateverOrderTheyCome() throws Exception {
    SMPPSession bound = bind(smsc.password());
    List<String> parts = List.of("Воду ", "дадуть ", "о 18:00");
    for (int i : new int[] {2, 0, 1}) {
      byte[] content = ucs2(parts.get(i));
      byte[] all =
          ByteBuffer.allocate(6 + content.length)
              .put(new byte[] {5, 0, 3, 77, 3, (byte) (i + 1)})
              .put(content)
              .array();
      submit(bound, "Misto", PHONE, all, UCS2, 0x40, null);
    }
    await().untilAsserted(() -> assertThat(receipts()).hasSize(3));
    assertThat(smsc.received(PHONE))
        .containsExactly(new SmscSimulator.Sms("Misto", "Воду дадуть о 18:00", 3));
    assertThat(smsc.parts()).isEqualTo(3);
  }

  @Test
  void readsTheDefaultAlphabet() throws Exception {
    submit(
        bind(smsc.password()),
        "Misto",
        PHONE,
        new byte[] {'H', 'i', ' ', 0x1b, 0x65, 0x00, 0x1b, 0x3c},
        0);
    await().untilAsserted(() -> assertThat(smsc.received(PHONE)).hasSize(1));
    assertThat(smsc.received(PHONE).getFirst().text()).isEqualTo("Hi €@[");
  }

  @Test
  void refusesWhatIsNoShortMessage() throws Exception {
    SMPPSession bound = bind(smsc.password());
    refused(0x01, () -> submit(bound, "я".repeat(71)));
    refused(0x01, () -> submit(bound, "Misto", PHONE, new byte[161], 0));
    refused(0x0a, () -> submit(bound, "DuzheDovhaNazva", PHONE, ucs2("а"), UCS2));
    refused(0x0b, () -> submit(bound, "Misto", "12", ucs2("а"), UCS2));
    assertThat(smsc.refused()).isEqualTo(4);
    assertThat(smsc.received(PHONE)).isEmpty();
  }

  @Test
  void throttlesAboveItsRate() throws Exception {
    restart(SmscOptions.DEFAULT.bearing(2));
    SMPPSession bound = bind(smsc.password());
    submit(bound, "1");
    submit(bound, "2");
    refused(0x58, () -> submit(bound, "3"));
    assertThat(smsc.throttled()).isEqualTo(1);
    clock.pass(Duration.ofMillis(500));
    submit(bound, "3");
  }

  @Test
  void writesIdsInAnotherWayInTheReceipt() throws Exception {
    restart(SmscOptions.DEFAULT.with(SmscOptions.MessageIds.HEX_THEN_DECIMAL));
    String id = submit(bind(smsc.password()), "Вода є");
    await().untilAsserted(() -> assertThat(receipts()).hasSize(1));
    assertThat(receipts().getFirst()).contains("id:" + Long.parseLong(id, 16) + " ");
  }

  @Test
  void sendsTheReceiptBeforeTheAnswerWhenToldTo() throws Exception {
    restart(SmscOptions.DEFAULT.receiptsFirst());
    String id = submit(bind(smsc.password()), "Вода є");
    assertThat(receipts()).hasSize(1);
    assertThat(receipts().getFirst()).contains("id:" + id + " ");
  }

  @Test
  void sendsEveryReceiptDespiteDisorderAndRepetition() throws Exception {
    restart(SmscOptions.DEFAULT.with(new Receipts(Duration.ZERO, Duration.ofMillis(200), 0.5)));
    SMPPSession bound = bind(smsc.password());
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      ids.add(submit(bound, "Повідомлення " + i));
    }
    await()
        .untilAsserted(() -> {
          List<String> told =
              receipts().stream().map(r -> r.replaceFirst("id:(\\S+) .*", "$1")).toList();
          assertThat(new HashSet<>(told)).containsExactlyInAnyOrderElementsOf(ids);
          assertThat(told).hasSizeGreaterThan(30);
          assertThat(told.stream().distinct().toList()).isNotEqualTo(ids);
        });
    assertThat(smsc.received(PHONE)).hasSize(30).doesNotHaveDuplicates();
  }

  @Test
  void waitsForAPhoneThatIsOffUntilTheValidityIsOver() throws Exception {
    SMPPSession bound = bind(smsc.password());
    smsc.becomes(PHONE, SmscSimulator.PhoneState.OFF);
    submit(bound, "Misto", PHONE, ucs2("коротке"), UCS2, 0, "000000010000000R");
    submit(bound, "Misto", PHONE, ucs2("довге"), UCS2, 0, "000000060000000R");
    clock.pass(Duration.ofHours(2));
    await()
        .untilAsserted(() -> {
          smsc.expires(PHONE);
          assertThat(receipts()).hasSize(1);
        });
    assertThat(receipts().getFirst()).contains("stat:EXPIRED");
    assertThat(smsc.received(PHONE)).isEmpty();
    smsc.becomes(PHONE, SmscSimulator.PhoneState.ON);
    await().untilAsserted(() -> assertThat(receipts()).hasSize(2));
    assertThat(receipts().getLast()).contains("stat:DELIVRD");
    assertThat(smsc.received(PHONE)).extracting(SmscSimulator.Sms::text).containsExactly("довге");
  }

  @Test
  void saysNothingOfAPhoneWithoutReceiptsAndUndelivOfOneThatIsGone() throws Exception {
    SMPPSession bound = bind(smsc.password());
    smsc.becomes(PHONE, SmscSimulator.PhoneState.WITHOUT_RECEIPTS);
    submit(bound, "Вода є");
    await().untilAsserted(() -> assertThat(smsc.received(PHONE)).hasSize(1));
    smsc.becomes(PHONE, SmscSimulator.PhoneState.UNREACHABLE);
    submit(bound, "Вода є");
    await().untilAsserted(() -> assertThat(receipts()).hasSize(1));
    assertThat(receipts().getFirst()).contains("stat:UNDELIV");
  }

  @Test
  void bringsWhatSomebodyWritesInPartsWhenItIsLong() throws Exception {
    bind(smsc.password());
    smsc.writes(PHONE, "4321", "Немає води");
    await().untilAsserted(() -> assertThat(receipts()).containsExactly("Немає води"));
    assertThat(heard.getFirst().getDestAddress()).isEqualTo("4321");
    String text = "б".repeat(66) + "😀" + "в".repeat(40);
    smsc.writes(PHONE, "4321", text);
    await().untilAsserted(() -> assertThat(heard).hasSize(3));
    assertThat(heard.get(1).isUdhi()).isTrue();
    StringBuilder joined = new StringBuilder();
    for (DeliverSm part : heard.subList(1, 3)) {
      byte[] all = part.getShortMessage();
      joined.append(new String(all, 6, all.length - 6, StandardCharsets.UTF_16BE));
    }
    assertThat(joined).hasToString(text);
  }

  @Test
  void keepsWhatNobodyTakesUntilSomebodyDoes() throws Exception {
    smsc.writes(PHONE, "4321", "один");
    deaf = true;
    bind(smsc.password());
    smsc.writes(PHONE, "4321", "два");
    smsc.goesAway();
    await().until(() -> smsc.sessions() == 0);
    assertThatThrownBy(() -> bind(smsc.password())).isInstanceOf(IOException.class);
    deaf = false;
    smsc.comesBack();
    bind(smsc.password());
    await().untilAsserted(() -> assertThat(receipts()).containsExactly("один", "два"));
    assertThat(smsc.waiting()).isZero();
  }
}
