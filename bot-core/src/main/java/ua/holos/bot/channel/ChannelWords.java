package ua.holos.bot.channel;

import java.util.List;
import java.util.Map;

/// The keys of the city's wording that a channel itself says (the engine's are in
/// [ua.holos.bot.conversation.WordingKeys]): the city pack is checked for them when the channel is
/// on.
///
/// @param argumentsByKey names of the arguments that the channel gives, by key
public record ChannelWords(Map<String, List<String>> argumentsByKey) {
  public ChannelWords {
    argumentsByKey = Map.copyOf(argumentsByKey);
  }
}
