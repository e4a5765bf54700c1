package ua.holos.channel.viber;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ua.holos.bot.channel.ChannelWords;
import ua.holos.bot.conversation.Wording;
import ua.holos.bot.conversation.WordingKeys;
import ua.holos.bot.message.QuickReply;

/// What the city's wording says in Viber: the welcome, the sender's name, and the menu of commands.
///
/// Viber shows the last keyboard that it was sent until another one comes, and knows no empty one.
/// So a reply without buttons brings the menu: it takes the place of buttons that mean nothing any
/// more, and does what the menu of commands does in other messengers.
final class ViberMenu {
  static final ChannelWords WORDS =
      new ChannelWords(Map.of("viber.welcome", List.of(), "viber.sender", List.of()));

  /// Stands before a command's name in place of a payload; the conversation's own payloads never
  /// begin so.
  private static final String COMMAND = "/";

  private static final List<String> COMMANDS = List.of("my", "help", "operator");

  private final Wording wording;

  ViberMenu(Wording wording) {
    this.wording = wording;
  }

  String welcome() {
    return wording.say("viber.welcome");
  }

  /// Shortened to what Viber allows.
  String sender() {
    String name = wording.say("viber.sender").strip();
    return name.length() <= ViberSettings.LONGEST_SENDER
        ? name
        : name.substring(0, ViberSettings.LONGEST_SENDER).strip();
  }

  /// A button for each command.
  List<List<QuickReply>> rows() {
    List<QuickReply> buttons = new ArrayList<>();
    COMMANDS.forEach(
        name -> buttons.add(QuickReply.of(COMMAND + name, wording.say(WordingKeys.menu(name)))));
    return List.of(buttons.subList(0, 2), buttons.subList(2, 3));
  }

  /// Whether a payload is a command of the menu.
  static boolean isCommand(String payload) {
    return payload.startsWith(COMMAND);
  }

  static String commandOf(String payload) {
    return payload.substring(COMMAND.length());
  }
}
