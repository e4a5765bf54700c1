package ua.holos.channel.sms;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
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

/// Sends text messages by SMPP. Buttons don't exist; whoever renders has made them part of the
/// text.
final class SmppAdapter implements ChannelAdapter {
  private static final int HEADER_INDICATED = 0x40;

  private final SmppConnection connection;
  private final SmsState state;
  private final MessageIds ids;
  private final DefaultAlphabet alphabet;
  private final ChannelPace pace;
  private final ChannelCapabilities capabilities;
  private final AnswerLimit limit;
  private final AttachmentSource files;
  private final ThrottleWait wait = new ThrottleWait();
  private final SentParts sentParts = new SentParts();

  SmppAdapter(
      SmppConnection connection,
      SmsState state,
      MessageIds ids,
      SmsSettings.Smpp settings,
      BigDecimal price,
      AnswerLimit limit,
      AttachmentSource files) {
    this.files = files;
    this.connection = connection;
    this.state = state;
    this.ids = ids;
    this.alphabet = settings.defaultAlphabet();
    this.pace = new ChannelPace(settings.messagesPerSecond(), settings.messagesPerSecond());
    this.capabilities = SmsCapabilities.at(price, SenderAddress.of(settings.sender()).answered());
    this.limit = limit;
  }

  /// A part as it goes over the line.
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Part(byte dataCoding, int esmClass, byte[] body) {}

  @Override
  public ChannelType type() {
    return Recipient.TEL;
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
    return SmsText.parts(FileLinks.of(reply, files).text(), alphabet);
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
    List<SmsText> texts = SmsText.messages(links.text(), alphabet);
    if (texts.isEmpty()) {
      return new SendOutcome.Rejected("empty", "A message without text");
    }
    List<Part> parts = parts(texts, reference(message.key()));
    return links.outcome(
        limit.within(
            message,
            () ->
                sentParts.send(
                    message.key(), parts.size(), index -> send(message, to, parts.get(index)))));
  }

  private SendOutcome send(OutboundMessage message, String to, Part part) {
    return switch (connection.submit(to, part.dataCoding(), part.esmClass(), part.body())) {
      case SubmitAnswer.Taken taken -> {
        wait.taken();
        // Without an id no receipt can be told to be this part's, so none is awaited; yet it was
        // taken.
        yield new SendOutcome.Accepted(
            taken.messageId().isBlank()
                ? List.of()
                : List.of(ids.accepted(taken.messageId(), message.to())));
      }
      case SubmitAnswer.Refused refused -> SubmitStatus.outcome(refused.status(), wait);
      case SubmitAnswer.None none -> {
        String setting = state.standing().setting();
        yield setting == null
            ? new SendOutcome.Unreachable(none.detail())
            : new SendOutcome.Misconfigured(setting);
      }
    };
  }

  /// By which a phone joins the parts: made of the message's key, so that parts that are sent twice
  /// because an answer was lost don't make two messages.
  private static int reference(String key) {
    return Integer.parseInt(Fingerprint.of(key).substring(0, 2), 16);
  }

  private static List<Part> parts(List<SmsText> texts, int reference) {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      SmsText text = texts.get(i);
      int total = text.parts().size();
      for (int index = 1; index <= total; index++) {
        byte[] bytes = text.bytes(text.parts().get(index - 1));
        parts.add(
            total == 1
                ? new Part(text.dataCoding(), 0, bytes)
                : new Part(
                    text.dataCoding(),
                    HEADER_INDICATED,
                    joined(
                        new Concatenation((reference + i) & 0xFF, total, index).header(), bytes)));
      }
    }
    return parts;
  }

  private static byte[] joined(byte[] header, byte[] text) {
    byte[] body = new byte[header.length + text.length];
    System.arraycopy(header, 0, body, 0, header.length);
    System.arraycopy(text, 0, body, header.length, text.length);
    return body;
  }

  @Override
  public InputStream open(Attachment attachment) throws IOException {
    throw new IOException("An SMS has no attachments");
  }
}
