package ua.holos.bot.channel;

import ua.holos.bot.message.ContactUrn;

/// Hears that a person is typing, in the channels that know it, so that the operator who holds the
/// conversation could be shown it; the desk doesn’t show it yet. A courtesy that may get lost: it
/// is called at most once in a few seconds for one person, from many threads, and must neither
/// block nor fail.
@FunctionalInterface
public interface TypingListener {

  /// This person is writing at the moment.
  void types(ContactUrn contact);
}
