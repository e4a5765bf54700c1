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
          20_000, EnumSet.of(Feature.BUTTONS, Feature.SHARE_LOCATION), Receipts.NONE, Price.FREE);

  private final ChatHistory history;
  private final InstantSource clock;

  WebChatAdapter(ChatHistory history, InstantSource clock) {
    this.history = history;
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

  private static List<String> texts(Reply reply) {
    return TextSplitter.split(WellFormedText.of(reply.text()), CAPABILITIES.maxTextUnits());
  }

  /// A try after a failure may append all lines again: the history knows their keys.
  @Override
  public SendOutcome send(OutboundMessage message) {
    List<String> texts = texts(message.reply());
    if (texts.isEmpty()) {
      return new SendOutcome.Rejected("empty", "A message without text");
    }
    List<String> keys = new ArrayList<>(texts.size());
    try {
      for (int i = 0; i < texts.size(); i++) {
        boolean last = i == texts.size() - 1;
        String key = last ? message.key() : message.key() + "/" + i;
        history.append(
            message.to(),
            new ChatLine(
                key,
                ChatLine.Author.BOT,
                texts.get(i),
                last ? message.reply().rows() : List.of(),
                List.of(),
                clock.instant()));
        keys.add(key);
      }
      return new SendOutcome.Accepted(keys);
    } catch (RuntimeException e) {
      return new SendOutcome.Unreachable(e.getClass().getSimpleName());
    }
  }

  @Override
  public InputStream open(Attachment attachment) throws IOException {
    throw new IOException("Files of the web chat are in the media store already");
  }
}
