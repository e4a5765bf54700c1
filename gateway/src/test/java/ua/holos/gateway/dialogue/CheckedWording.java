package ua.holos.gateway.dialogue;

import java.util.List;
import java.util.Map;
import ua.holos.bot.conversation.Wording;
import ua.holos.bot.conversation.WordingKeys;

/// The city's wording, which insists on what [WordingKeys] promises to the city: known keys, and
/// all their arguments.
record CheckedWording(Wording wording) implements Wording {

  @Override
  public String say(String key, Map<String, ?> arguments) {
    List<String> promised = WordingKeys.arguments(key);
    boolean known = WordingKeys.required().containsKey(key) || key.startsWith(WordingKeys.ANSWER);
    if (!known || !arguments.keySet().containsAll(promised)) {
      throw new AssertionError(
          "WordingKeys promises " + key + promised + ", the engine gave " + arguments.keySet());
    }
    return wording.say(key, arguments);
  }
}
