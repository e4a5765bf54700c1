package ua.holos.bot.conversation;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// That a phone number is the person's own: the platform vouched for it, the person wrote from it,
/// or typed the code that was sent to it.
///
/// @param phone in international form
/// @param at when it was last proved
/// @param offered whether the person was asked once about joining channels, so that nobody is asked
///   twice without having asked themselves. When the proof doesn't hold any more and channels are
///   joined by it: false as soon as the person was asked to prove the number again
/// @param left when the person last took this conversation out of the joined ones; null when never
public record Proof(String phone, Instant at, boolean offered, @Nullable Instant left) {

  /// How long a proof is good for. Operators give numbers that nobody uses to somebody else after
  /// half a year or more: the next owner mustn't find the last one's appeals.
  public static final Duration HOLDS = Duration.ofDays(180);

  /// Whether it is still good.
  public boolean holds(Instant now) {
    return now.isBefore(at.plus(HOLDS));
  }

  Proof again(Instant now) {
    return new Proof(phone, now, offered, left);
  }

  Proof wasOffered() {
    return new Proof(phone, at, true, left);
  }

  /// The person was asked to prove it again, and may, having done so, be asked about joining.
  Proof wasAskedAgain() {
    return new Proof(phone, at, false, left);
  }

  Proof left(Instant now) {
    return new Proof(phone, at, true, now);
  }
}
