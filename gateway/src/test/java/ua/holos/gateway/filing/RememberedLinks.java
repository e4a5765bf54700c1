package ua.holos.gateway.filing;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.appeal.AppealStatus;
import ua.holos.bot.conversation.ConversationId;

/// Links in memory.
final class RememberedLinks implements AppealLinks {
  final Map<String, Link> links = new HashMap<>();
  final Set<String> told = new HashSet<>();

  @Override
  public void link(String number, ConversationId conversation, Instant filedAt) {
    links.put(number, new Link(conversation, filedAt, null));
  }

  @Override
  public Optional<Link> find(String number) {
    return Optional.ofNullable(links.get(number));
  }

  @Override
  public boolean knows(String number, String updateId) {
    return told.contains(number + " " + updateId);
  }

  @Override
  public void remember(String number, String updateId, @Nullable AppealStatus status) {
    told.add(number + " " + updateId);
    Link link = links.get(number);
    if (link != null && status != null) {
      links.put(number, new Link(link.conversation(), link.filedAt(), status));
    }
  }
}
