package ua.holos.gateway.desk.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.address.Street;
import ua.holos.bot.form.Point;
import ua.holos.bot.understanding.CategoryGuess;
import ua.holos.bot.understanding.Detail;

/// What was understood of a citizen's matter: out of the form that the bot began, or, where there
/// is none, out of the words.
///
/// @param text the citizen's words that it is about, may be empty
/// @param category code of the category, null when nothing was understood
/// @param certain whether the category was chosen or clear
/// @param confidence of the category by the model, 0 to 1; null when it doesn't say
/// @param guesses the likeliest categories by the model
/// @param street of the register, null when unknown
/// @param written street as written where the register doesn't know it, null when it does
/// @param place words for the place, null when none
/// @param point where it is, null when unknown
/// @param approximate whether the point is only that of the street
/// @param photos how many photos the form has
record Understood(
    String text,
    @Nullable String category,
    boolean certain,
    @Nullable Double confidence,
    List<CategoryGuess> guesses,
    @Nullable Street street,
    @Nullable String written,
    @Nullable String house,
    @Nullable String place,
    @Nullable Point point,
    boolean approximate,
    Map<Detail, String> details,
    int photos) {
  Understood {
    guesses = List.copyOf(guesses);
    details = new LinkedHashMap<>(details);
  }

  /// Street and house, or words; null when nothing is known.
  @Nullable String address() {
    String name = street == null ? written : street.officialName();
    if (name == null) {
      return place;
    }
    String address = house == null ? name : name + ", " + house;
    return place == null ? address : address + ", " + place;
  }
}
