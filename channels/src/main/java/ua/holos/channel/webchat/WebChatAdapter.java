package ua.holos.channel.webchat;

import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
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
  public SendOutcome send(OutboundMessage message) {
    try {
      history.append(
          message.to(),
          new ChatLine(
              message.key(),
              ChatLine.Author.BOT,
              message.reply().text(),
              message.reply().rows(),
              List.of(),
              clock.instant()));
      return new SendOutcome.Accepted(List.of(message.key()));
    } catch (RuntimeException e) {
      return new SendOutcome.Unreachable(e.getClass().getSimpleName());
    }
  }

  @Override
  public InputStream open(Attachment attachment) throws IOException {
    throw new IOException("Files of the web chat are in the media store already");
  }
}
