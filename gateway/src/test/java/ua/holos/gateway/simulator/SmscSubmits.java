package ua.holos.gateway.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;

/// Takes what is submitted, or says why not, and tells later what became of it.
final class SmscSubmits {
  private static final Pattern UKRAINIAN = Pattern.compile("\\+?380[0-9]{9}");
  private static final Pattern ALPHA_NAME = Pattern.compile("[A-Za-z0-9 ._&-]{1,11}");
  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{3,15}");
  private static final byte ALPHANUMERIC = 5;
  private static final byte RECEIPT = 0x04;
  private static final Duration KEPT = Duration.ofHours(24);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyMMddHHmm").withZone(ZoneOffset.UTC);

  /// What became of a part, in the words of a receipt.
  enum Fate {
    DELIVRD,
    UNDELIV,
    EXPIRED
  }

  private final SmscOptions options;
  private final ReceiptTimer timer;
  private final Consumer<SmscLink.Delivery> out;
  private final Speed speed;
  private final Map<String, SmsPhone> phones = new ConcurrentHashMap<>();
  private final Map<String, Runnable> afterAnswer = new ConcurrentHashMap<>();

  /// Far enough that its hexadecimal and decimal forms differ in length.
  private final AtomicLong ids = new AtomicLong(4_000_000_001L);

  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger mostUnderWay = new AtomicInteger();
  private final AtomicInteger parts = new AtomicInteger();
  private final AtomicInteger throttled = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  SmscSubmits(SmscOptions options, ReceiptTimer timer, Consumer<SmscLink.Delivery> out) {
    this.options = options;
    this.timer = timer;
    this.out = out;
    this.speed = new Speed(options.clock(), options.perSecond(), options.perSecond());
  }

  SmsPhone phone(String number) {
    return phones.computeIfAbsent(number.replace("+", ""), _ -> new SmsPhone());
  }

  int parts() {
    return parts.get();
  }

  int throttled() {
    return throttled.get();
  }

  int refused() {
    return refused.get();
  }

  int mostUnderWay() {
    return mostUnderWay.get();
  }

  SubmitSmResult take(SubmitSm submit) throws ProcessRequestException {
    int now = underWay.incrementAndGet();
    mostUnderWay.accumulateAndGet(now, Math::max);
    try {
      if (now > options.window()) {
        throw refusal(SMPPConstant.STAT_ESME_RMSGQFUL);
      }
      SmsPart part = checked(submit);
      synchronized (speed) {
        if (!speed.toWait().isZero()) {
          throttled.incrementAndGet();
          throw new ProcessRequestException("throttled", SMPPConstant.STAT_ESME_RTHROTTLED);
        }
        speed.take();
      }
      return accept(submit, part);
    } finally {
      underWay.decrementAndGet();
    }
  }

  private SmsPart checked(SubmitSm submit) throws ProcessRequestException {
    Pattern sender = submit.getSourceAddrTon() == ALPHANUMERIC ? ALPHA_NAME : NUMBER;
    if (!sender.matcher(submit.getSourceAddr()).matches()) {
      throw refusal(SMPPConstant.STAT_ESME_RINVSRCADR);
    }
    if (!UKRAINIAN.matcher(submit.getDestAddress()).matches()) {
      throw refusal(SMPPConstant.STAT_ESME_RINVDSTADR);
    }
    Optional<SmsPart> part = SmsPart.of(submit);
    if (part.isEmpty()) {
      throw refusal(SMPPConstant.STAT_ESME_RINVMSGLEN);
    }
    return part.get();
  }

  private ProcessRequestException refusal(int status) {
    refused.incrementAndGet();
    return new ProcessRequestException("refused", status);
  }

  private SubmitSmResult accept(SubmitSm submit, SmsPart part) throws ProcessRequestException {
    long id = ids.getAndAdd(7);
    parts.incrementAndGet();
    SmsPhone.Arriving arriving =
        new SmsPhone.Arriving(
            id,
            submit.getSourceAddr(),
            part,
            expires(submit.getValidityPeriod()),
            (submit.getRegisteredDelivery() & 1) == 1);
    String number = submit.getDestAddress();
    String written = options.ids().inResponse(id);
    if (options.early()) {
      await(arrive(number, arriving));
    } else {
      afterAnswer.put(
          written,
          () -> {
            var _ = arrive(number, arriving);
          });
    }
    try {
      return new SubmitSmResult(new MessageId(written), new OptionalParameter[0]);
    } catch (PDUStringException e) {
      throw new ProcessRequestException("no id", SMPPConstant.STAT_ESME_RSYSERR);
    }
  }

  /// The answer to a submit has left.
  void answered(String id) {
    Runnable next = afterAnswer.remove(id);
    if (next != null) {
      next.run();
    }
  }

  private static void await(CompletableFuture<?> receipt) {
    try {
      receipt.get(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // The answer goes out all the same.
    }
  }

  /// The phone changes; what waited for it arrives or has expired.
  void change(String number, SmscSimulator.PhoneState state) {
    SmsPhone phone = phone(number);
    Instant now = options.clock().instant();
    for (SmsPhone.Arriving part : phone.become(state)) {
      if (now.isAfter(part.expires())) {
        var _ = report(number, part, Fate.EXPIRED);
      } else {
        var _ = arrive(number, part);
      }
    }
  }

  /// Reports what has expired while the phone is off.
  void expire(String number) {
    phone(number)
        .expired(options.clock().instant())
        .forEach(part -> {
          var _ = report(number, part, Fate.EXPIRED);
        });
  }

  private CompletableFuture<?> arrive(String number, SmsPhone.Arriving part) {
    SmsPhone phone = phone(number);
    return switch (phone.state()) {
      case ON -> {
        phone.receive(part);
        yield report(number, part, Fate.DELIVRD);
      }
      case WITHOUT_RECEIPTS -> {
        phone.receive(part);
        yield CompletableFuture.completedFuture(null);
      }
      case OFF -> {
        phone.waitFor(part);
        yield CompletableFuture.completedFuture(null);
      }
      case UNREACHABLE -> report(number, part, Fate.UNDELIV);
    };
  }

  private CompletableFuture<?> report(String number, SmsPhone.Arriving part, Fate fate) {
    if (!part.receipt()) {
      return CompletableFuture.completedFuture(null);
    }
    String date = DATE.format(options.clock().instant());
    String text =
        "id:%s sub:001 dlvrd:%s submit date:%s done date:%s stat:%s err:%s text:"
            .formatted(
                options.ids().inReceipt(part.id()),
                fate == Fate.DELIVRD ? "001" : "000",
                date,
                date,
                fate,
                fate == Fate.DELIVRD ? "000" : "027");
    SmscLink.Delivery delivery =
        new SmscLink.Delivery(
            number.replace("+", ""),
            part.sender(),
            RECEIPT,
            (byte) 0,
            text.getBytes(StandardCharsets.US_ASCII));
    if (options.early()) {
      out.accept(delivery);
    } else {
      timer.later(() -> out.accept(delivery));
    }
    return delivery.done();
  }

  /// Reads `YYMMDDhhmmsst00R`, relative, or the same with `+` or `-`, absolute in quarters of an
  /// hour from UTC; without one a day.
  private Instant expires(String period) {
    Instant now = options.clock().instant();
    if (period == null || !period.matches("[0-9]{15}R|[0-9]{15}[+-]")) {
      return now.plus(KEPT);
    }
    int[] fields = new int[6];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = Integer.parseInt(period.substring(2 * i, 2 * i + 2));
    }
    if (period.endsWith("R")) {
      return now.plus(
          Duration.ofDays(fields[0] * 365L + fields[1] * 30L + fields[2])
              .plusHours(fields[3])
              .plusMinutes(fields[4])
              .plusSeconds(fields[5]));
    }
    int quarters = Integer.parseInt(period.substring(13, 15));
    ZoneOffset zone =
        ZoneOffset.ofTotalSeconds((period.endsWith("-") ? -1 : 1) * quarters * 15 * 60);
    return java.time.LocalDateTime.of(
            2000 + fields[0], fields[1], fields[2], fields[3], fields[4], fields[5])
        .toInstant(zone);
  }
}
