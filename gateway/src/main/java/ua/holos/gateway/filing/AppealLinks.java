package ua.holos.gateway.filing;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.appeal.AppealStatus;
import ua.holos.bot.conversation.ConversationId;

/// Which conversation an appeal belongs to, and which of its updates were told already. Durable and
/// shared by all replicas.
interface AppealLinks {

  /// Binds a number to the conversation that filed it, before the conversation is told.
  ///
  /// @param filedAt the time that the conversation is told
  void link(String number, ConversationId conversation, Instant filedAt);

  /// The conversation of an appeal; empty when it isn't one of ours.
  ///
  /// @throws ua.holos.bot.channel.InboxUnavailableException when that can't be found out now
  Optional<Link> find(String number);

  /// Whether an update was told, or is our own.
  boolean knows(String number, String updateId);

  /// Remembers an update as told, or as our own; `status` is where the appeal stands then, null
  /// when that doesn't change.
  void remember(String number, String updateId, @Nullable AppealStatus status);

  /// An appeal of ours.
  ///
  /// @param filedAt when the conversation was told of it
  /// @param status the last one told, null before the first
  record Link(ConversationId conversation, Instant filedAt, @Nullable AppealStatus status) {}
}
