package ua.holos.bot.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.understanding.Language;

/// What is known of the person beyond the current form.
///
/// @param name as the platform shows it, null when it doesn't
/// @param phone the number to be called about an appeal, shared or typed; null when never given. It
///   may be anybody's: only `proof` says whose a number is
/// @param stopped whether the person blocked the bot: nothing can be sent
/// @param heardAt when the person last wrote, null when never
/// @param proof the number that is proved to be the person's, null when none is
/// @param links the person's other channels
/// @param preferred the scheme of the channel where the person wants news, null for where the
///   appeal was made
/// @param language of the latest words that tell one, null when none did
public record Person(
    @Nullable String name,
    @Nullable String phone,
    boolean stopped,
    @Nullable Instant heardAt,
    @Nullable Proof proof,
    List<Link> links,
    @Nullable String preferred,
    @Nullable Language language) {
  static final Person STRANGER = new Person(null, null, false, null, null, List.of(), null, null);

  public Person {
    links = List.copyOf(links);
  }

  /// A person whose language isn't known.
  public Person(
      @Nullable String name,
      @Nullable String phone,
      boolean stopped,
      @Nullable Instant heardAt,
      @Nullable Proof proof,
      List<Link> links,
      @Nullable String preferred) {
    this(name, phone, stopped, heardAt, proof, links, preferred, null);
  }

  Person speaking(Language newLanguage) {
    return newLanguage == Language.UNKNOWN || newLanguage == language
        ? this
        : new Person(name, phone, stopped, heardAt, proof, links, preferred, newLanguage);
  }

  Person named(@Nullable String newName) {
    return newName == null
        ? this
        : new Person(newName, phone, stopped, heardAt, proof, links, preferred, language);
  }

  Person reachedAt(String newPhone) {
    return new Person(name, newPhone, stopped, heardAt, proof, links, preferred, language);
  }

  Person stopped(boolean nowStopped) {
    return new Person(name, phone, nowStopped, heardAt, proof, links, preferred, language);
  }

  Person heard(Instant at) {
    return new Person(name, phone, stopped, at, proof, links, preferred, language);
  }

  /// Whether a conversation is one of the person's other channels now. What another conversation
  /// tells counts only then.
  boolean linkedTo(ContactUrn other) {
    return links.stream().anyMatch(link -> link.to().equals(other));
  }

  /// Where the person is besides.
  List<ContactUrn> others() {
    return links.stream().map(Link::to).toList();
  }

  Person with(@Nullable Proof newProof) {
    return new Person(name, phone, stopped, heardAt, newProof, links, preferred, language);
  }

  Person linked(ContactUrn other, Instant since) {
    List<Link> next = new ArrayList<>(links);
    next.add(new Link(other, since));
    return new Person(name, phone, stopped, heardAt, proof, next, preferred, language);
  }

  /// The wish for a channel that is no longer there goes with it.
  Person unlinked(ContactUrn other) {
    List<Link> next = new ArrayList<>(links);
    next.removeIf(link -> link.to().equals(other));
    String wish =
        next.isEmpty()
                || other.scheme().equals(preferred)
                    && next.stream().noneMatch(link -> link.to().scheme().equals(preferred))
            ? null
            : preferred;
    return new Person(name, phone, stopped, heardAt, proof, next, wish, language);
  }

  Person alone() {
    return new Person(name, phone, stopped, heardAt, proof, List.of(), null, language);
  }

  Person preferring(@Nullable String scheme) {
    return new Person(name, phone, stopped, heardAt, proof, links, scheme, language);
  }
}
