package ua.holos.channel.sms;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import ua.holos.bot.channel.ChannelAdapter;
import ua.holos.bot.channel.ChannelCapabilities;
import ua.holos.bot.channel.ChannelPace;
import ua.holos.bot.channel.ChannelType;
import ua.holos.bot.channel.SendOutcome;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.OutboundMessage;
import ua.holos.bot.message.Reply;

/// Sends text messages through TurboSMS. A long text goes there whole: it makes the parts, and
/// gives one id for all of them.
final class TurboSmsAdapter implements ChannelAdapter {
  private final TurboSmsApi api;
  private final SmsState state;
  private final TurboSmsStatuses statuses;
  private final ChannelPace pace;
  private final BigDecimal price;
  private final HalfSent halfSent = new HalfSent();

  TurboSmsAdapter(
      TurboSmsApi api,
      SmsState state,
      TurboSmsStatuses statuses,
      SmsSettings.TurboSms settings,
      BigDecimal price) {
    this.api = api;
    this.state = state;
    this.statuses = statuses;
    this.pace = new ChannelPace(settings.messagesPerSecond(), settings.messagesPerSecond());
    this.price = price;
  }

  @Override
  public ChannelType type() {
    return Recipient.TEL;
  }

  @Override
  public ChannelCapabilities capabilities() {
    return SmsCapabilities.at(price);
  }

  @Override
  public ChannelPace pace() {
    return pace;
  }

  @Override
  public int parts(Reply reply) {
    return SmsText.parts(reply.text(), DefaultAlphabet.GSM);
  }

  @Override
  public SendOutcome send(OutboundMessage message) {
    String to = Recipient.digits(message.to());
    if (to == null) {
      return new SendOutcome.Rejected("number", "The contact is no phone number");
    }
    List<SmsText> texts = SmsText.messages(message.reply().text(), DefaultAlphabet.GSM);
    if (texts.isEmpty()) {
      return new SendOutcome.Rejected("empty", "A message without text");
    }
    HalfSent.Progress begun = halfSent.of(message.key(), 0);
    List<String> taken = new ArrayList<>(begun.externalIds());
    for (int i = taken.size(); i < texts.size(); i++) {
      TurboSmsAnswer answer = api.send(to, texts.get(i).text(), sequenceId(message.key(), i));
      switch (outcome(answer, to)) {
        case SendOutcome.Accepted accepted -> {
          accepted.externalIds().forEach(id -> statuses.watch(id, message.to()));
          taken.addAll(accepted.externalIds());
        }
        case SendOutcome failed -> {
          halfSent.failed(message.key(), new HalfSent.Progress(0, taken));
          return failed;
        }
      }
    }
    halfSent.done(message.key());
    return new SendOutcome.Accepted(taken);
  }

  /// The same for every try of the same text, and in no other case. A UUID, because a message's key
  /// bears the phone number.
  static String sequenceId(String key, int index) {
    return UUID.nameUUIDFromBytes((key + "/" + index).getBytes(StandardCharsets.UTF_8)).toString();
  }

  private SendOutcome outcome(TurboSmsAnswer answer, String to) {
    return switch (answer) {
      case TurboSmsAnswer.Said said -> {
        SendOutcome outcome = said(said, to);
        SmsState.Standing standing = TurboSmsCode.standing(said.code());
        if (standing != null) {
          state.now(standing, said.name());
        }
        yield outcome;
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
      // Taken before, or taken without a word about it: it mustn't be sent again.
      return new SendOutcome.Accepted(List.of());
    }
    int code = result.path("response_code").asInt(0);
    String id = result.path("message_id").asString("");
    if (TurboSmsCode.hasResults(code)) {
      return new SendOutcome.Accepted(id.isEmpty() ? List.of() : List.of(id));
    }
    return TurboSmsCode.outcome(code, result.path("response_status").asString(""));
  }

  private static @Nullable JsonNode result(JsonNode results, String to) {
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

  /// Somebody's number as a contact.
  static ContactUrn contact(String digits) {
    return new ContactUrn(Recipient.TEL.code(), "+" + digits);
  }

  @Override
  public InputStream open(Attachment attachment) throws IOException {
    throw new IOException("An SMS has no attachments");
  }
}
