package ua.holos.channel.sms;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import ua.holos.bot.channel.AttachmentSource;
import ua.holos.bot.channel.ChannelAdapter;
import ua.holos.bot.channel.ChannelCapabilities;
import ua.holos.bot.channel.ChannelPace;
import ua.holos.bot.channel.ChannelType;
import ua.holos.bot.channel.SendOutcome;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.message.OutboundMessage;
import ua.holos.bot.message.Reply;
import ua.holos.channel.support.FileLinks;
import ua.holos.channel.support.SentParts;

/// Sends text messages through TurboSMS. A long text goes there whole: it makes the parts, and
/// gives one id for all of them.
final class TurboSmsAdapter implements ChannelAdapter {
  private final TurboSmsApi api;
  private final SmsState state;
  private final TurboSmsStatuses statuses;
  private final ChannelPace pace;
  private final BigDecimal price;
  private final AnswerLimit limit;
  private final AttachmentSource files;
  private final SentParts sentParts = new SentParts();
  private final SequenceIds sequenceIds = new SequenceIds();

  TurboSmsAdapter(
      TurboSmsApi api,
      SmsState state,
      TurboSmsStatuses statuses,
      SmsSettings.TurboSms settings,
      BigDecimal price,
      AnswerLimit limit,
      AttachmentSource files) {
    this.files = files;
    this.api = api;
    this.state = state;
    this.statuses = statuses;
    this.pace = new ChannelPace(settings.messagesPerSecond(), settings.messagesPerSecond());
    this.price = price;
    this.limit = limit;
  }

  @Override
  public ChannelType type() {
    return Recipient.TEL;
  }

  @Override
  public ChannelCapabilities capabilities() {
    return SmsCapabilities.at(price, false);
  }

  @Override
  public ChannelPace pace() {
    return pace;
  }

  @Override
  public int parts(Reply reply) {
    return SmsText.parts(FileLinks.of(reply, files).text(), DefaultAlphabet.GSM);
  }

  @Override
  public SendOutcome send(OutboundMessage message) {
    String to = Recipient.digits(message.to());
    if (to == null) {
      return new SendOutcome.Rejected("number", "The contact is no phone number");
    }
    FileLinks links = FileLinks.of(message.reply(), files);
    if (links.onlyMissing()) {
      return FileLinks.NO_ADDRESS;
    }
    List<SmsText> texts = SmsText.messages(links.text(), DefaultAlphabet.GSM);
    if (texts.isEmpty()) {
      return new SendOutcome.Rejected("empty", "A message without text");
    }
    return links.outcome(
        limit.within(
            message,
            () ->
                sentParts.send(
                    message.key(),
                    texts.size(),
                    index -> send(message, to, texts.get(index).text(), index))));
  }

  private SendOutcome send(OutboundMessage message, String to, String text, int index) {
    String key = message.key();
    String sequenceId = sequenceIds.of(key, index);
    TurboSmsAnswer answer = api.send(to, text, sequenceId);
    SendOutcome outcome = outcome(answer, to);
    if (outcome instanceof SendOutcome.Accepted accepted) {
      sequenceIds.taken(key, index);
      accepted.externalIds().forEach(id -> statuses.watch(id, message.to()));
    } else if (answer instanceof TurboSmsAnswer.Said said
        && !TurboSmsCode.leavesOpen(said.code())) {
      sequenceIds.refused(key, index);
    }
    return outcome;
  }

  private SendOutcome outcome(TurboSmsAnswer answer, String to) {
    return switch (answer) {
      case TurboSmsAnswer.Said said -> {
        SmsState.Standing standing = TurboSmsCode.standing(said.code());
        if (standing != null) {
          state.now(standing, said.name());
        }
        yield said(said, to);
      }
      case TurboSmsAnswer.Refused refused -> http(refused);
      case TurboSmsAnswer.None none -> {
        state.now(SmsState.Standing.UNREACHABLE, none.detail());
        yield new SendOutcome.Unreachable(none.detail());
      }
    };
  }

  private static SendOutcome said(TurboSmsAnswer.Said said, String to) {
    if (!TurboSmsCode.hasResults(said.code())) {
      return TurboSmsCode.outcome(said.code(), said.name());
    }
    JsonNode result = result(said.results(), to);
    if (result == null) {
      // A repeated request without results is one that was refused the first time. Any other was
      // taken without a word about the number, and mustn't be sent again. It has no id by which
      // its status could be asked for, so no receipt is awaited.
      return said.code() == TurboSmsCode.REPEATED
          ? new SendOutcome.Unreachable("the first try was refused")
          : new SendOutcome.Accepted(List.of());
    }
    int code = result.path("response_code").asInt(0);
    String id = result.path("message_id").asString("");
    if (TurboSmsCode.hasResults(code)) {
      return new SendOutcome.Accepted(id.isEmpty() ? List.of() : List.of(id));
    }
    return TurboSmsCode.outcome(code, result.path("response_status").asString(""));
  }

  private static @Nullable JsonNode result(JsonNode results, String to) {
    if (results.isObject()) {
      // A repeated request may bear the whole first answer.
      return result(results.path("response_result"), to);
    }
    for (JsonNode result : results) {
      if (result.path("phone").asString("").equals(to)) {
        return result;
      }
    }
    return results.size() == 1 ? results.get(0) : null;
  }

  private SendOutcome http(TurboSmsAnswer.Refused refused) {
    int status = refused.httpStatus();
    if (status == 401 || status == 403) {
      state.now(SmsState.Standing.TOKEN_REFUSED, "HTTP " + status);
      return new SendOutcome.Misconfigured(TurboSmsCode.TOKEN);
    }
    if (status == 429) {
      return new SendOutcome.Throttled(
          refused.retryAfter().isPositive() ? refused.retryAfter() : Duration.ofSeconds(1));
    }
    state.now(SmsState.Standing.UNREACHABLE, "HTTP " + status);
    return new SendOutcome.Unreachable("HTTP " + status);
  }

  @Override
  public InputStream open(Attachment attachment) throws IOException {
    throw new IOException("An SMS has no attachments");
  }
}
