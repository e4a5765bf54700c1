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
  Subscription subscribe(ContactUrn contact, Follower follower);

  /// Tells the open pages of all replicas that an operator types. Kept nowhere, and lost where
  /// nobody listens or nothing can be told now; doesn't fail.
  void typing(ContactUrn contact, String operator);

  /// A page that is open.
  interface Follower {

    /// There may be new lines.
    void news();

    /// An operator of this name types.
    void typing(String operator);
  }

  /// A line and its place in the history.
  record Positioned(String position, ChatLine line) {}

  /// Ends the calls.
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
