package ua.holos.bot.understanding;

import java.util.Optional;

/// Reads texts. Thread safe, without side effects: the same text and expectation give the same
/// understanding.
public interface Understander {

  /// Reads one text of any length.
  Understanding understand(String text, Expectation expected);

  /// The known house (or street) nearest to a point, in degrees (WGS 84); empty when nothing is
  /// near enough to suggest.
  Optional<AddressMention> nearest(double latitude, double longitude);
}
