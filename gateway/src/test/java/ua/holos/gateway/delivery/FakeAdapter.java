package ua.holos.gateway.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.channel.ChannelAdapter;
import ua.holos.bot.channel.ChannelCapabilities;
import ua.holos.bot.channel.ChannelCapabilities.Feature;
import ua.holos.bot.channel.ChannelCapabilities.Receipts;
import ua.holos.bot.channel.ChannelPace;
import ua.holos.bot.channel.ChannelType;
import ua.holos.bot.channel.Price;
import ua.holos.bot.channel.SendOutcome;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.message.OutboundMessage;

/// A channel that keeps what it is given, and answers as told.
final class FakeAdapter implements ChannelAdapter {
  final List<OutboundMessage> sent = new CopyOnWriteArrayList<>();
  private final Deque<SendOutcome> answers = new ArrayDeque<>();
  private final String code;
  private final ChannelCapabilities capabilities;
  private final ChannelPace pace;
  private @Nullable Function<OutboundMessage, SendOutcome> platform;

  FakeAdapter(String code, ChannelCapabilities capabilities, ChannelPace pace) {
    this.code = code;
    this.capabilities = capabilities;
    this.pace = pace;
  }

  static FakeAdapter telegram() {
    return telegram(new ChannelPace(30, 1));
  }

  static FakeAdapter telegram(ChannelPace pace) {
    return new FakeAdapter(
        "telegram",
        new ChannelCapabilities(
            4096,
            EnumSet.of(Feature.BUTTONS, Feature.SHARE_LOCATION, Feature.SHARE_PHONE, Feature.PUSH),
            Receipts.NONE,
            Price.FREE),
        pace);
  }

  static FakeAdapter sms() {
    return new FakeAdapter(
        "tel",
        new ChannelCapabilities(
            134,
            EnumSet.of(Feature.BRIEF, Feature.PUSH),
            Receipts.DELIVERY,
            new Price(BigDecimal.ONE, Duration.ZERO)),
        ChannelPace.UNLIMITED);
  }

  static FakeAdapter telegram(Function<OutboundMessage, SendOutcome> platform) {
    return telegram().over(platform);
  }

  static FakeAdapter viber(Function<OutboundMessage, SendOutcome> platform) {
    return viber().over(platform);
  }

  static FakeAdapter sms(Function<OutboundMessage, SendOutcome> platform) {
    return sms().over(platform);
  }

  /// Answers as a platform does that the test plays.
  FakeAdapter over(Function<OutboundMessage, SendOutcome> played) {
    platform = played;
    return this;
  }

  static FakeAdapter viber() {
    return new FakeAdapter(
        "viber",
        new ChannelCapabilities(
            7000,
            EnumSet.of(Feature.BUTTONS, Feature.PUSH),
            Receipts.READ,
            new Price(new BigDecimal("0.8"), Duration.ofHours(24))),
        ChannelPace.UNLIMITED);
  }

  static FakeAdapter web() {
    return new FakeAdapter(
        "web",
        new ChannelCapabilities(20_000, EnumSet.of(Feature.BUTTONS), Receipts.NONE, Price.FREE),
        ChannelPace.UNLIMITED);
  }

  /// The next answers; afterwards everything is accepted.
  void answer(SendOutcome... outcomes) {
    answers.addAll(List.of(outcomes));
  }

  @Override
  public ChannelType type() {
    return new ChannelType(code);
  }

  @Override
  public ChannelCapabilities capabilities() {
    return capabilities;
  }

  @Override
  public ChannelPace pace() {
    return pace;
  }

  @Override
  public SendOutcome send(OutboundMessage message) {
    if (platform != null) {
      return platform.apply(message);
    }
    sent.add(message);
    SendOutcome next = answers.poll();
    return next == null ? new SendOutcome.Accepted(List.of("id-" + sent.size())) : next;
  }

  @Override
  public InputStream open(Attachment attachment) throws IOException {
    throw new IOException("No files here");
  }
}
