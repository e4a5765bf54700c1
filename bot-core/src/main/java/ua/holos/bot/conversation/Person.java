package ua.holos.bot.conversation;

import org.jspecify.annotations.Nullable;

/// What is known of the person beyond the current form.
///
/// @param name as the platform shows it, null when it doesn't
/// @param phone the person's own number, shared or typed; null when never given
/// @param stopped whether the person blocked the bot: nothing can be sent
public record Person(@Nullable String name, @Nullable String phone, boolean stopped) {
  static final Person STRANGER = new Person(null, null, false);

  Person named(@Nullable String newName) {
    return newName == null ? this : new Person(newName, phone, stopped);
  }

  Person reachedAt(String newPhone) {
    return new Person(name, newPhone, stopped);
  }

  Person stopped(boolean nowStopped) {
    return new Person(name, phone, nowStopped);
  }
}
