package ua.holos.nlp;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.address.Street;
import ua.holos.bot.form.Point;
import ua.holos.bot.understanding.AddressMention;
import ua.holos.bot.understanding.Expectation;

/// Who reads addresses for [HolosUnderstander].
interface Places {

  /// No city, no addresses.
  Places NONE =
      new Places() {
        @Override
        public List<AddressMention> read(String text, Expectation expected) {
          return List.of();
        }

        @Override
        public Optional<AddressMention> nearest(double latitude, double longitude) {
          return Optional.empty();
        }
      };

  /// The addresses of a text in order.
  List<AddressMention> read(String text, Expectation expected);

  /// Whether a street has a house; true when nobody knows.
  default boolean hasHouse(Street street, String house) {
    return true;
  }

  /// All streets of the register.
  default List<Street> streets() {
    return List.of();
  }

  /// Where a house is, or without one the street; null when nobody knows.
  default @Nullable Point point(Street street, @Nullable String house) {
    return null;
  }

  /// The known address near a point, in degrees (WGS 84).
  Optional<AddressMention> nearest(double latitude, double longitude);
}
