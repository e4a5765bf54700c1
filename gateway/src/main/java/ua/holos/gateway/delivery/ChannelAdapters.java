package ua.holos.gateway.delivery;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import ua.holos.bot.channel.ChannelAdapter;
import ua.holos.bot.message.ContactUrn;

/// All channels that are on, by the scheme of their contacts.
final class ChannelAdapters {
  private final Map<String, ChannelAdapter> byScheme;

  /// @throws IllegalStateException when two channels would answer to the same contacts
  ChannelAdapters(List<ChannelAdapter> adapters) {
    Map<String, ChannelAdapter> found = new HashMap<>();
    for (ChannelAdapter adapter : adapters) {
      ChannelAdapter other = found.put(adapter.type().code(), adapter);
      if (other != null) {
        throw new IllegalStateException(
            "Two channels are of the type '%s': %s and %s. Each needs a type of its own"
                .formatted(
                    adapter.type().code(),
                    other.getClass().getName(),
                    adapter.getClass().getName()));
      }
    }
    this.byScheme = Map.copyOf(found);
  }

  Optional<ChannelAdapter> of(ContactUrn contact) {
    return byCode(contact.scheme());
  }

  Optional<ChannelAdapter> byCode(String code) {
    return Optional.ofNullable(byScheme.get(code));
  }

  /// The codes of all that are on, in alphabetical order.
  Set<String> codes() {
    return new TreeSet<>(byScheme.keySet());
  }
}
