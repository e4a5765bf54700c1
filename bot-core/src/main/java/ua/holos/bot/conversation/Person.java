package ua.holos.bot.conversation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of the person beyond the current form.
///
/// @param name as the platform shows it, null when it doesn't
/// @param phone the person's own number, shared or typed; null when never given
/// @param stopped whether the person blocked the bot: nothing can be sent
/// @param heardAt when the person last wrote, null when never
/// @param verified whether the number is proved to be the person's: by the platform, or by a code
/// @param links the person's other channels
/// @param preferred the scheme of the channel where the person wants news, null for where the
///   appeal was made
public record Person(
    @Nullable String name,
    @Nullable String phone,
    boolean stopped,
    @Nullable Instant heardAt,
    boolean verified,
    List<Link> links,
    @Nullable String preferred) {
  static final Person STRANGER = new Person(null, null, false, null, false, List.of(), null);

  public Person {
    links = List.copyOf(links);
  }

  Person named(@Nullable String newName) {
    return newName == null
        ? this
        : new Person(newName, phone, stopped, heardAt, verified, links, preferred);
  }

  /// Another number than before is to be verified anew.
  Person reachedAt(String newPhone) {
    boolean still = verified && newPhone.equals(phone);
    return new Person(name, newPhone, stopped, heardAt, still, links, preferred);
  }

  Person stopped(boolean nowStopped) {
    return new Person(name, phone, nowStopped, heardAt, verified, links, preferred);
  }

  Person heard(Instant at) {
    return new Person(name, phone, stopped, at, verified, links, preferred);
  }
}
