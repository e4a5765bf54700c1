package ua.holos.channel.webchat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import ua.holos.bot.channel.InboxUnavailableException;
import ua.holos.bot.message.ContactUrn;

/// A history in memory that keeps the promises of the real one.
final class RememberedHistory implements ChatHistory {

  private final Map<ContactUrn, List<ChatLine>> lines = new ConcurrentHashMap<>();
  private final Map<ContactUrn, List<Follower>> followers = new ConcurrentHashMap<>();

  private boolean down;

  /// Takes nothing more, or takes again.
  synchronized void down(boolean now) {
    down = now;
  }

  /// The lines of a contact, in order.
  synchronized List<ChatLine> of(ContactUrn contact) {
    return List.copyOf(lines.getOrDefault(contact, List.of()));
  }

  @Override
  public synchronized void append(ContactUrn contact, ChatLine line) {
    if (down) {
      throw new InboxUnavailableException("down", new IllegalStateException("refused"));
    }
    List<ChatLine> chat = lines.computeIfAbsent(contact, _ -> new ArrayList<>());
    if (chat.stream().noneMatch(known -> known.key().equals(line.key()))) {
      chat.add(line);
      followers.getOrDefault(contact, List.of()).forEach(Follower::news);
    }
  }

  @Override
  public synchronized List<Positioned> after(ContactUrn contact, String position) {
    List<ChatLine> chat = lines.getOrDefault(contact, List.of());
    List<Positioned> found = new ArrayList<>();
    for (int i = position.isEmpty() ? 0 : Integer.parseInt(position); i < chat.size(); i++) {
      found.add(new Positioned(String.valueOf(i + 1), chat.get(i)));
    }
    return found;
  }

  @Override
  public Subscription subscribe(ContactUrn contact, Follower follower) {
    List<Follower> chat = followers.computeIfAbsent(contact, _ -> new CopyOnWriteArrayList<>());
    chat.add(follower);
    return () -> chat.remove(follower);
  }

  @Override
  public void typing(ContactUrn contact, String operator) {
    followers.getOrDefault(contact, List.of()).forEach(follower -> follower.typing(operator));
  }
}
