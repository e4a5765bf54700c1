package ua.holos.bot.understanding;

import java.util.List;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.address.Street;

/// An address that a text names, whole or in part.
///
/// @param start first code point of the mention in the text
/// @param end code point after the mention
/// @param written the street as the person wrote it, null when only a house, entrance or flat is
///   named
/// @param streets register streets it can mean, likeliest first; one when it is clear, several when
///   the name is ambiguous, none when the register doesn't know it
/// @param suggestions when `streets` is empty: the register's nearest names, best first, at most
///   three
/// @param house normalised number: `25`, `44А`, `40/2`; null when not named
/// @param building корпус, null when not named
/// @param entrance під'їзд, digits or a list; null when not named
/// @param apartment flat, null when not named
/// @param houseKnown whether the register has this house; true when the city has no list of houses
/// @param confidence of the street, 0 to 1
/// @param primary whether the appeal is about this place (not an office, a neighbour, a comparison)
public record AddressMention(
    int start,
    int end,
    @Nullable String written,
    List<Street> streets,
    List<Street> suggestions,
    @Nullable String house,
    @Nullable String building,
    @Nullable String entrance,
    @Nullable String apartment,
    boolean houseKnown,
    double confidence,
    boolean primary) {
  public AddressMention {
    streets = List.copyOf(streets);
    suggestions = List.copyOf(suggestions);
  }
}
