package ua.holos.channel.webchat;

import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import ua.holos.bot.channel.ChannelAdapter;
import ua.holos.bot.channel.ChannelCapabilities;
import ua.holos.bot.channel.ChannelCapabilities.Feature;
import ua.holos.bot.channel.ChannelCapabilities.Receipts;
import ua.holos.bot.channel.ChannelType;
import ua.holos.bot.channel.Price;
import ua.holos.bot.channel.SendOutcome;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.OutboundMessage;
import ua.holos.bot.message.Reply;
import ua.holos.channel.support.TextSplitter;
import ua.holos.channel.support.WellFormedText;

/// Sends to web chats: a line in the history, which open pages see at once and others when they
/// come back.
final class WebChatAdapter implements ChannelAdapter {

  static final ChannelType TYPE = new ChannelType("web");

  private static final ChannelCapabilities CAPABILITIES =
      new ChannelCapabilities(
          20_000,
          EnumSet.of(Feature.BUTTONS, Feature.SHARE_LOCATION, Feature.MEDIA),
          Receipts.NONE,
          Price.FREE);

  private final ChatHistory history;
  private final ChatUploads uploads;
  private final InstantSource clock;

  WebChatAdapter(ChatHistory history, ChatUploads uploads, InstantSource clock) {
    this.history = history;
    this.uploads = uploads;
    this.clock = clock;
  }

  @Override
  public ChannelType type() {
    return TYPE;
  }

  @Override
  public ChannelCapabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public int parts(Reply reply) {
    return texts(reply).size();
  }

  /// One of them is empty where only files are sent.
  private static List<String> texts(Reply reply) {
    List<String> texts =
        TextSplitter.split(WellFormedText.of(reply.text()), CAPABILITIES.maxTextUnits());
    return texts.isEmpty() && !reply.attachments().isEmpty() ? List.of("") : texts;
  }

  /// A try after a failure may append all lines again: the history knows their keys.
  @Override
  public SendOutcome send(OutboundMessage message) {
    List<String> texts = texts(message.reply());
    if (texts.isEmpty()) {
      return new SendOutcome.Rejected("empty", "A message without text");
    }
    List<ChatFile> files;
    try {
      files = message.reply().attachments().stream().map(this::file).toList();
    } catch (IllegalArgumentException e) {
      return new SendOutcome.Rejected("file-gone", "The file isn't kept here");
    }
    String operator = message.reply().author();
    List<String> keys = new ArrayList<>(texts.size());
    try {
      for (int i = 0; i < texts.size(); i++) {
        boolean last = i == texts.size() - 1;
        String key = last ? message.key() : message.key() + "/" + i;
        history.append(
            message.to(),
            new ChatLine(
                key,
                operator == null ? ChatLine.Author.BOT : ChatLine.Author.OPERATOR,
                operator,
                texts.get(i),
                last ? message.reply().rows() : List.of(),
                last ? files : List.of(),
                clock.instant()));
        keys.add(key);
      }
      return new SendOutcome.Accepted(keys);
    } catch (RuntimeException e) {
      return new SendOutcome.Unreachable(e.getClass().getSimpleName());
    }
  }

  private ChatFile file(Attachment attachment) {
    return new ChatFile(
        uploads.address(attachment), WellFormedText.of(attachment.fileName()), attachment.kind());
  }

  @Override
  public void typing(ContactUrn to, String operator) {
    history.typing(to, operator);
  }

  @Override
  public InputStream open(Attachment attachment) throws IOException {
    throw new IOException("Files of the web chat are in the media store already");
  }
}
