package ua.holos.channel.telegram;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.methods.GetFile;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
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
import ua.holos.bot.message.QuickReply;
import ua.holos.bot.message.Reply;
import ua.holos.channel.support.LimitedInputStream;
import ua.holos.channel.support.TextSplitter;
import ua.holos.channel.support.WellFormedText;

/// Sends messages through the Bot API and opens what people sent.
///
/// Texts go out as plain text, without Markdown or HTML, so that nothing in them needs escaping.
final class TelegramAdapter implements ChannelAdapter {
  static final ChannelType TELEGRAM = new ChannelType("telegram");

  /// In UTF-16 code units: https://core.telegram.org/bots/api#sendmessage
  static final int LONGEST_TEXT = 4096;

  /// https://core.telegram.org/bots/api#inlinekeyboardbutton
  private static final int LONGEST_PAYLOAD = 64;

  private static final ChannelCapabilities CAPABILITIES =
      new ChannelCapabilities(
          LONGEST_TEXT,
          EnumSet.of(
              Feature.BUTTONS,
              Feature.SHARE_LOCATION,
              Feature.SHARE_PHONE,
              Feature.MEDIA,
              Feature.EDIT,
              Feature.PUSH),
          Receipts.NONE,
          Price.FREE);

  private static final int REMEMBERED_HALF_SENT = 1000;

  private final TelegramApi api;
  private final ChannelPace pace;
  private final TelegramState state;
  private final Map<String, List<String>> halfSent = new Recent();

  TelegramAdapter(TelegramApi api, TelegramSettings settings, TelegramState state) {
    this.api = api;
    this.pace = new ChannelPace(settings.messagesPerSecond(), settings.messagesPerChatPerSecond());
    this.state = state;
  }

  @Override
  public ChannelType type() {
    return TELEGRAM;
  }

  @Override
  public ChannelCapabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public ChannelPace pace() {
    return pace;
  }

  @Override
  public int parts(Reply reply) {
    return textsOf(reply).size();
  }

  private static List<String> textsOf(Reply reply) {
    return TextSplitter.split(WellFormedText.of(reply.text()), LONGEST_TEXT);
  }

  @Override
  public SendOutcome send(OutboundMessage message) {
    List<String> parts = textsOf(message.reply());
    if (parts.isEmpty()) {
      return new SendOutcome.Rejected("empty", "A message without text");
    }
    for (QuickReply button : message.reply().quickReplies()) {
      if (button.payload().getBytes(StandardCharsets.UTF_8).length > LONGEST_PAYLOAD) {
        return new SendOutcome.Rejected("payload", "A button's payload is above 64 bytes");
      }
    }
    return parts.size() == 1 ? sendOne(message, parts) : sendSeveral(message, parts);
  }

  private SendOutcome sendOne(OutboundMessage message, List<String> parts) {
    return outcome(api.call(part(message, parts, 0)));
  }

  /// A try after a failure goes on with the part that failed.
  private SendOutcome sendSeveral(OutboundMessage message, List<String> parts) {
    List<String> sent;
    synchronized (halfSent) {
      sent = new ArrayList<>(halfSent.getOrDefault(message.key(), List.of()));
    }
    while (sent.size() < parts.size()) {
      switch (outcome(api.call(part(message, parts, sent.size())))) {
        case SendOutcome.Accepted accepted -> sent.addAll(accepted.externalIds());
        case SendOutcome failed -> {
          synchronized (halfSent) {
            halfSent.put(message.key(), List.copyOf(sent));
          }
          return failed;
        }
      }
    }
    synchronized (halfSent) {
      halfSent.remove(message.key());
    }
    return new SendOutcome.Accepted(sent);
  }

  private static SendMessage part(OutboundMessage message, List<String> parts, int index) {
    boolean last = index == parts.size() - 1;
    return SendMessage.builder()
        .chatId(message.to().path())
        .text(parts.get(index))
        .replyMarkup(last ? TelegramKeyboard.of(message.reply()) : null)
        .build();
  }

  private SendOutcome outcome(TelegramAnswer answer) {
    SendOutcome outcome =
        switch (answer) {
          case TelegramAnswer.Ok ok ->
              new SendOutcome.Accepted(List.of(ok.result().path("message_id").asText()));
          case TelegramAnswer.NoAnswer none -> new SendOutcome.Unreachable(none.detail());
          case TelegramAnswer.Refused refused -> refused(refused);
        };
    switch (outcome) {
      case SendOutcome.Accepted _ -> state.tokenWorks();
      case SendOutcome.Misconfigured _ -> state.tokenRefused();
      default -> {}
    }
    return outcome;
  }

  private static SendOutcome refused(TelegramAnswer.Refused refused) {
    String reason = refused.description().toLowerCase(Locale.ROOT);
    return switch (refused.code()) {
      case 401, 404 -> new SendOutcome.Misconfigured("holos.telegram.token");
      case 403 -> new SendOutcome.RecipientGone(gone(reason));
      case 429 ->
          new SendOutcome.Throttled(
              refused.retryAfter().isPositive() ? refused.retryAfter() : Duration.ofSeconds(1));
      case 408, 409 -> new SendOutcome.Unreachable("status " + refused.code());
      default ->
          reason.contains("chat not found")
                  || reason.contains("user_is_blocked")
                  || reason.contains("peer_id_invalid")
              ? new SendOutcome.RecipientGone("not-found")
              : new SendOutcome.Rejected(String.valueOf(refused.code()), refused.description());
    };
  }

  private static String gone(String reason) {
    if (reason.contains("blocked")) {
      return "blocked";
    }
    if (reason.contains("deactivated")) {
      return "deactivated";
    }
    return reason.contains("initiate") ? "never-started" : "forbidden";
  }

  @Override
  public InputStream open(Attachment attachment) throws IOException {
    String prefix = TELEGRAM.code() + ":";
    if (!attachment.reference().startsWith(prefix)) {
      throw new IOException("Not a file of Telegram");
    }
    String fileId = attachment.reference().substring(prefix.length());
    String path = filePath(api.call(new GetFile(fileId)));
    if (path == null) {
      throw new IOException("Telegram doesn't give this file any more");
    }
    return new LimitedInputStream(api.download(path), TelegramMapper.LARGEST_FILE);
  }

  private static @Nullable String filePath(TelegramAnswer answer) {
    return answer instanceof TelegramAnswer.Ok ok
        ? ok.result().path("file_path").asText(null)
        : null;
  }

  /// What was sent of the messages of which a part failed; the oldest are forgotten.
  private static final class Recent extends LinkedHashMap<String, List<String>> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, List<String>> eldest) {
      return size() > REMEMBERED_HALF_SENT;
    }
  }
}
