package ua.holos.channel.webchat;

import java.util.List;
import ua.holos.bot.message.ContactUrn;

/// What was said in web chats, kept for a month, shared by all replicas.
public interface ChatHistory {

  /// Appends a line once: a line whose key is there already is dropped.
  ///
  /// @throws ua.holos.bot.channel.InboxUnavailableException when it can't be kept now
  void append(ContactUrn contact, ChatLine line);

  /// The lines after a position, oldest first; at most the last 500.
  ///
  /// @param position the position of the last line that the caller has, empty for all
  /// @throws ua.holos.bot.channel.InboxUnavailableException when it can't be read now
  List<Positioned> after(ContactUrn contact, String position);

  /// Calls back (on any thread, as often as it likes) whenever there may be new lines.
  Subscription subscribe(ContactUrn contact, Runnable news);

  /// A line and its place in the history.
  record Positioned(String position, ChatLine line) {}

  /// Ends the calls.
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
