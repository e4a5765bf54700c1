package ua.holos.bot.appeal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What Holos read out of the citizen's words by itself, before anything was chosen or corrected.
/// It stays beside what the citizen then confirms: where both differ there is something to learn.
///
/// @param categories codes of the categories read, likeliest first, at most three; empty without a
///   model
/// @param certain whether the first of them was taken without asking
/// @param address the first address read, null when there was none
public record Heard(List<String> categories, boolean certain, @Nullable Address address) {

  /// Nothing was read.
  public static final Heard NOTHING = new Heard(List.of(), false, null);

  private static final int MOST_CATEGORIES = 3;

  public Heard {
    categories = List.copyOf(categories.subList(0, Math.min(MOST_CATEGORIES, categories.size())));
  }

  /// An address as it was read.
  ///
  /// @param words as the citizen wrote it
  /// @param streets ids of the streets it was taken for: one when it was clear, otherwise those
  ///   that were offered; empty when the register has nothing like it
  /// @param certain whether the street was taken without asking
  /// @param house null when none was read
  public record Address(
      String words, List<String> streets, boolean certain, @Nullable String house) {
    public Address {
      streets = List.copyOf(streets);
    }
  }

  /// The same with what was read of the category.
  public Heard ofCategories(List<String> codes, boolean taken) {
    return new Heard(codes, taken, address);
  }

  /// The same with what was read of the address.
  public Heard at(Address read) {
    return new Heard(categories, certain, read);
  }
}
