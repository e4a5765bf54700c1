package ua.holos.channel.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.methods.GetFile;
import org.telegram.telegrambots.meta.api.methods.send.SendChatAction;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.ReplyKeyboard;
import ua.holos.bot.channel.AttachmentSource;
import ua.holos.bot.channel.ChannelAdapter;
import ua.holos.bot.channel.ChannelCapabilities;
import ua.holos.bot.channel.ChannelCapabilities.Feature;
import ua.holos.bot.channel.ChannelCapabilities.Receipts;
import ua.holos.bot.channel.ChannelPace;
import ua.holos.bot.channel.ChannelType;
import ua.holos.bot.channel.Price;
import ua.holos.bot.channel.SendOutcome;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.OutboundMessage;
import ua.holos.bot.message.QuickReply;
import ua.holos.bot.message.Reply;
import ua.holos.channel.support.LimitedInputStream;
import ua.holos.channel.support.SentParts;

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

  private final TelegramApi api;
  private final TelegramUploads uploads;
  private final ChannelPace pace;
  private final TelegramState state;
  private final SentParts halfSent = new SentParts();

  TelegramAdapter(
      TelegramApi api, TelegramSettings settings, TelegramState state, AttachmentSource files) {
    this.api = api;
    this.uploads = new TelegramUploads(api, files);
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
    return TelegramPart.of(reply).stream().mapToInt(TelegramPart::messages).sum();
  }

  @Override
  public SendOutcome send(OutboundMessage message) {
    List<TelegramPart> parts = TelegramPart.of(message.reply());
    if (parts.isEmpty()) {
      return new SendOutcome.Rejected("empty", "A message without text");
    }
    for (QuickReply button : message.reply().quickReplies()) {
      if (button.payload().getBytes(StandardCharsets.UTF_8).length > LONGEST_PAYLOAD) {
        return new SendOutcome.Rejected("payload", "A button's payload is above 64 bytes");
      }
    }
    return halfSent.send(message.key(), parts.size(), index -> send(message, parts, index));
  }

  private SendOutcome send(OutboundMessage message, List<TelegramPart> parts, int index) {
    boolean last = index == parts.size() - 1;
    ReplyKeyboard keyboard = last ? TelegramKeyboard.of(message.reply()) : null;
    String chat = message.to().path();
    return switch (parts.get(index)) {
      case TelegramPart.Text(String text) ->
          outcome(
              api.call(
                  SendMessage.builder().chatId(chat).text(text).replyMarkup(keyboard).build()));
      case TelegramPart.OneFile file -> {
        SendOutcome problem = problem(List.of(file));
        SendOutcome outcome = problem == null ? file(chat, file, keyboard) : problem;
        yield orItsText(chat, file.caption(), outcome);
      }
      case TelegramPart.Album album -> {
        SendOutcome problem = problem(album.files());
        SendOutcome outcome = problem == null ? album(message, album, index) : problem;
        yield orItsText(chat, album.files().getFirst().caption(), outcome);
      }
    };
  }

  /// A file that is refused for good takes its caption along: then that goes by itself, and the
  /// outcome stays the file's.
  private SendOutcome orItsText(String chat, String caption, SendOutcome ofFile) {
    if (!(ofFile instanceof SendOutcome.Rejected) || caption.isEmpty()) {
      return ofFile;
    }
    SendOutcome ofText =
        outcome(api.call(SendMessage.builder().chatId(chat).text(caption).build()));
    return ofText instanceof SendOutcome.Accepted ? ofFile : ofText;
  }

  /// Why files can't be sent, found before anything is; null when they can.
  private @Nullable SendOutcome problem(List<TelegramPart.OneFile> parts) {
    if (parts.stream().anyMatch(part -> part.file().bytes() > TelegramPart.LARGEST_UPLOAD)) {
      return new SendOutcome.Rejected("file-too-large", "A bot sends files up to 50 MB");
    }
    try {
      return uploads.kept(parts)
          ? null
          : new SendOutcome.Rejected("file-gone", "The file isn't kept any more");
    } catch (IOException e) {
      return new SendOutcome.Unreachable("a file can't be read now");
    }
  }

  /// What Telegram doesn't take as a picture (a panorama, a video in a form of its own) goes as a
  /// file.
  private SendOutcome file(
      String chat, TelegramPart.OneFile file, @Nullable ReplyKeyboard keyboard) {
    TelegramAnswer answer = uploads.send(chat, file, keyboard);
    return outcome(
        file.form() != TelegramPart.Form.DOCUMENT && isNotShown(answer)
            ? uploads.send(chat, file.asDocument(), keyboard)
            : answer);
  }

  private SendOutcome album(OutboundMessage message, TelegramPart.Album album, int index) {
    String chat = message.to().path();
    TelegramAnswer answer = uploads.send(chat, album);
    if (!isNotShown(answer)) {
      return outcome(answer);
    }
    List<TelegramPart.OneFile> files = album.files();
    return halfSent.send(
        message.key() + "/" + index, files.size(), at -> file(chat, files.get(at), null));
  }

  /// `Bad Request: PHOTO_INVALID_DIMENSIONS`, `Bad Request: IMAGE_PROCESS_FAILED`, and, in an
  /// album, `Bad Request: failed to send message #2 with the error message …`.
  private static boolean isNotShown(TelegramAnswer answer) {
    if (!(answer instanceof TelegramAnswer.Refused(int code, String said, Duration _))) {
      return false;
    }
    String reason = said.toUpperCase(Locale.ROOT);
    return code == 400
        && (reason.contains("PHOTO_")
            || reason.contains("IMAGE_")
            || reason.contains("VIDEO_")
            || reason.contains("MEDIA_"));
  }

  @Override
  public void typing(ContactUrn to, String operator) {
    api.callLater(new SendChatAction(to.path(), "typing"));
  }

  private SendOutcome outcome(TelegramAnswer answer) {
    SendOutcome outcome =
        switch (answer) {
          case TelegramAnswer.Ok ok -> new SendOutcome.Accepted(ids(ok.result()));
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

  /// One, or those of an album's messages.
  private static List<String> ids(JsonNode result) {
    return result.isArray()
        ? result.valueStream().map(one -> one.path("message_id").asText()).toList()
        : List.of(result.path("message_id").asText());
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
}
