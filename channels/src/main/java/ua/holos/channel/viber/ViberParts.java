package ua.holos.channel.viber;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import ua.holos.bot.channel.AttachmentSource;
import ua.holos.bot.message.Priority;
import ua.holos.bot.message.Reply;
import ua.holos.channel.support.NumberedList;
import ua.holos.channel.support.TextSplitter;
import ua.holos.channel.support.WellFormedText;
import ua.holos.channel.viber.ViberMessage.Sender;

/// Makes a reply into the messages that Viber takes: each text at most 7,000 UTF-16 code units and
/// each request at most 30 kB, then its files, one to a message; the buttons under the last one. A
/// short text stands under the picture that follows it.
final class ViberParts {
  static final int LONGEST_TEXT = 7000;

  /// In bytes of UTF-8, for the whole request.
  static final int LARGEST_REQUEST = 30_000;

  /// Texts are split by a limit that is lowered in these steps until all requests fit. A text of
  /// one step takes 6 kB at most; when that doesn't fit, the buttons take the room.
  private static final int STEP = 1000;

  private final JsonMapper json;
  private final Sender sender;
  private final ViberMenu menu;
  private final ViberFiles files;

  ViberParts(JsonMapper json, Sender sender, ViberMenu menu, AttachmentSource files) {
    this.files = new ViberFiles(sender, files);
    this.json = json;
    this.sender = sender;
    this.menu = menu;
  }

  /// The messages in order; empty when there is neither text nor file.
  List<ViberMessage> of(String receiver, Reply reply) {
    if (reply.attachments().isEmpty()) {
      return texts(receiver, reply);
    }
    String text = WellFormedText.of(reply.text()).strip();
    List<ViberMessage> sent = new ArrayList<>(files.of(receiver, reply.attachments()));
    if (reply.quickReplies().isEmpty() && ViberFiles.bears(sent.getFirst(), text)) {
      sent.set(0, ViberFiles.described(sent.getFirst(), text));
      sent.set(sent.size() - 1, sent.getLast().with(keyboard(reply)));
      return sent;
    }
    List<ViberMessage> texts = texts(receiver, reply);
    if (!reply.quickReplies().isEmpty() && !texts.isEmpty()) {
      sent.addAll(texts);
      return sent;
    }
    sent.set(sent.size() - 1, sent.getLast().with(keyboard(reply)));
    List<ViberMessage> all = new ArrayList<>();
    texts.forEach(message -> all.add(message.with(ViberKeyboard.NONE)));
    all.addAll(sent);
    return all;
  }

  private List<ViberMessage> texts(String receiver, Reply reply) {
    ViberKeyboard keyboard = keyboard(reply);
    boolean asText = keyboard.keyboard() == null && !reply.quickReplies().isEmpty();
    List<ViberMessage> parts =
        asText ? numbered(receiver, reply) : fitting(receiver, reply.text(), keyboard);
    return parts.isEmpty() && !reply.text().isBlank() ? numbered(receiver, reply) : parts;
  }

  /// The same message for a Viber that can't share a phone number or a location.
  ViberMessage withoutSharing(ViberMessage message, Reply reply) {
    return message.with(keyboard(reply).withoutSharing());
  }

  /// The one message that answers `conversation_started`.
  ///
  /// @param subscribed somebody who came back may have a question with buttons before them, which
  ///   stay
  ViberMessage welcome(boolean subscribed, String context) {
    ViberKeyboard keyboard =
        subscribed ? ViberKeyboard.NONE : ViberKeyboard.of(menu.rows(), context);
    return message(null, WellFormedText.of(menu.welcome()), keyboard);
  }

  /// A reply without buttons takes away those of the last question. A status leaves them: somebody
  /// may be about to press one.
  private ViberKeyboard keyboard(Reply reply) {
    if (reply.quickReplies().isEmpty()) {
      return reply.priority() == Priority.REPLY
          ? ViberKeyboard.of(menu.rows(), "")
          : ViberKeyboard.NONE;
    }
    return ViberKeyboard.of(reply.rows(), "");
  }

  /// More buttons than Viber shows, as a list to choose from by number.
  private List<ViberMessage> numbered(String receiver, Reply reply) {
    return fitting(receiver, NumberedList.render(reply).text(), ViberKeyboard.of(menu.rows(), ""));
  }

  /// Empty when the keyboard alone is too large.
  private List<ViberMessage> fitting(String receiver, String text, ViberKeyboard keyboard) {
    String good = WellFormedText.of(text);
    for (int limit = LONGEST_TEXT; limit >= STEP; limit -= STEP) {
      List<ViberMessage> parts = split(receiver, good, limit, keyboard);
      if (parts.stream().allMatch(part -> size(part) <= LARGEST_REQUEST)) {
        return parts;
      }
    }
    return List.of();
  }

  private List<ViberMessage> split(
      String receiver, String text, int limit, ViberKeyboard keyboard) {
    List<String> texts = TextSplitter.split(text, limit);
    List<ViberMessage> parts = new ArrayList<>(texts.size());
    for (int i = 0; i < texts.size(); i++) {
      boolean last = i == texts.size() - 1;
      parts.add(message(receiver, texts.get(i), last ? keyboard : ViberKeyboard.NONE));
    }
    return parts;
  }

  private ViberMessage message(@Nullable String receiver, String text, ViberKeyboard keyboard) {
    return new ViberMessage(
        receiver,
        keyboard.minApiVersion(),
        sender,
        keyboard.tracking().written(),
        ViberMessage.TEXT,
        text,
        null,
        null,
        null,
        keyboard.keyboard());
  }

  private int size(ViberMessage message) {
    return json.writeValueAsBytes(message).length;
  }
}
