package ua.holos.channel.viber;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
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
import ua.holos.bot.message.Reply;
import ua.holos.channel.support.FileLinks;
import ua.holos.channel.support.SentParts;

/// Sends messages through Viber's Bots API and opens what people sent.
final class ViberAdapter implements ChannelAdapter {
  static final ChannelType VIBER = new ChannelType("viber");

  /// While a person's last message is no older, ours to them cost nothing.
  private static final Duration SESSION = Duration.ofHours(24);

  private final ViberApi api;
  private final ViberParts parts;
  private final ViberMedia media;
  private final ViberOutcomes outcomes;
  private final MeterRegistry meters;
  private final ChannelCapabilities capabilities;
  private final ChannelPace pace;
  private final SentParts halfSent = new SentParts();

  ViberAdapter(
      ViberSettings settings,
      ViberApi api,
      ViberParts parts,
      ViberMedia media,
      ViberState state,
      MeterRegistry meters) {
    this.api = api;
    this.parts = parts;
    this.media = media;
    this.outcomes = new ViberOutcomes(state);
    this.meters = meters;
    this.capabilities =
        new ChannelCapabilities(
            ViberParts.LONGEST_TEXT,
            EnumSet.of(
                Feature.BUTTONS,
                Feature.SHARE_LOCATION,
                Feature.SHARE_PHONE,
                Feature.MEDIA,
                Feature.PUSH),
            Receipts.READ,
            new Price(settings.price(), SESSION));
    // To one person Viber has no limit by the second.
    this.pace =
        new ChannelPace(
            settings.messagesPerSecond(),
            Double.POSITIVE_INFINITY,
            settings.messagesPerHourUnanswered());
  }

  @Override
  public ChannelType type() {
    return VIBER;
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
  public int parts(Reply reply) {
    return Math.max(1, parts.of("", reply).size());
  }

  @Override
  public SendOutcome send(OutboundMessage message) {
    List<ViberMessage> all = parts.of(message.to().path(), message.reply());
    if (all.isEmpty()) {
      return new SendOutcome.Rejected("empty", "A message without text");
    }
    if (message.reply().quickReplies().stream().anyMatch(button -> button.label().isBlank())) {
      return new SendOutcome.Rejected("label", "A button without a label");
    }
    return halfSent.send(
        message.key(), all.size(), index -> sendOne(all.get(index), message.reply()));
  }

  private SendOutcome sendOne(ViberMessage part, Reply reply) {
    if (part.unaddressed()) {
      return FileLinks.NO_ADDRESS;
    }
    Long size = part.size();
    if (size != null && size > ViberFiles.LARGEST_FILE) {
      return new SendOutcome.Rejected("file-too-large", "Viber carries files up to 50 MB");
    }
    ViberAnswer answer = api.send(part);
    if (part.minApiVersion() != null && ViberOutcomes.isTooNew(answer)) {
      // An old Viber: better without that button than not at all.
      answer = api.send(parts.withoutSharing(part, reply));
    }
    if (answer instanceof ViberAnswer.Ok ok && !ok.billing().isEmpty()) {
      meters.counter("holos.viber.billing", "status", ok.billing()).increment();
    }
    SendOutcome outcome = outcomes.of(answer, part.receiver() == null ? "" : part.receiver());
    String text = part.text();
    boolean under = part.media() != null && text != null && !text.isEmpty();
    if (under && outcome instanceof SendOutcome.Rejected) {
      // The refused picture would take the text under it along.
      SendOutcome ofText = sendOne(part.textAlone(), reply);
      return ofText instanceof SendOutcome.Accepted ? outcome : ofText;
    }
    return outcome;
  }

  @Override
  public InputStream open(Attachment attachment) throws IOException {
    return media.open(attachment);
  }
}
