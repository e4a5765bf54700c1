package ua.holos.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.conversation.Effect;
import ua.holos.gateway.log.DeadLetters.DeadLetter;

/// Dead letters as the page shows them: without a word of what is in them, unless it is asked for.
final class DeadLetterViews {
  private static final int KNOWN_BY = 4;

  private DeadLetterViews() {}

  /// A letter.
  ///
  /// @param anchor its place on the page
  /// @param who the end of the contact's id
  /// @param what the kind of message or work
  /// @param detail what the platform or the program said, empty when no more than the reason
  /// @param readable whether it is a message of ours, whose text may be shown
  /// @param text null unless it was asked for
  record LetterView(
      int partition,
      String id,
      String anchor,
      String channel,
      String who,
      String what,
      String reason,
      String detail,
      String age,
      boolean readable,
      @Nullable String text) {}

  /// Letters of one reason and channel.
  record GroupView(
      String kind, String reason, String channel, String inWords, String channelName, int count) {}

  static LetterView letter(DeadLetter letter, boolean opened, Instant now) {
    String text =
        opened && letter.effect() instanceof Effect.SendMessage message
            ? message.reply().text()
            : null;
    return new LetterView(
        letter.partition(),
        letter.id(),
        "l-" + letter.partition() + "-" + letter.id(),
        ChannelViews.name(letter.channel()),
        who(letter.conversation().contact().path()),
        what(letter),
        reason(letter.reason()),
        detail(letter.error()),
        DeliveryAmounts.time(Duration.between(letter.at(), now)),
        letter.effect() instanceof Effect.SendMessage,
        text);
  }

  static List<GroupView> groups(List<DeadLetter> letters) {
    Map<GroupView, Integer> counts = new LinkedHashMap<>();
    for (DeadLetter letter : letters) {
      counts.merge(
          new GroupView(
              letter.kind(),
              letter.reason(),
              letter.channel(),
              reason(letter.reason()),
              ChannelViews.name(letter.channel()),
              0),
          1,
          Integer::sum);
    }
    return counts.entrySet().stream()
        .map(entry -> {
          GroupView one = entry.getKey();
          return new GroupView(
              one.kind(),
              one.reason(),
              one.channel(),
              one.inWords(),
              one.channelName(),
              entry.getValue());
        })
        .toList();
  }

  private static String who(String path) {
    return path.length() <= KNOWN_BY ? path : "…" + path.substring(path.length() - KNOWN_BY);
  }

  private static String what(DeadLetter letter) {
    if (letter.effect() instanceof Effect.SendMessage message) {
      return DeliveryWords.of("letter.SendMessage." + message.reply().priority());
    }
    Object contents = letter.effect() == null ? letter.event() : letter.effect();
    if (contents == null) {
      return DeliveryWords.of("letter.unreadable");
    }
    return DeliveryWords.or(
        "letter." + contents.getClass().getSimpleName(),
        DeliveryWords.of("letter." + letter.kind()));
  }

  /// A reason of delivery in words; of an error its class, without the package.
  private static String reason(String reason) {
    return DeliveryWords.or(
        "reason." + reason,
        DeliveryWords.of("reason.error", reason.substring(reason.lastIndexOf('.') + 1)));
  }

  private static String detail(String error) {
    int colon = error.indexOf(':');
    return colon < 0 ? "" : error.substring(colon + 1).strip();
  }
}
