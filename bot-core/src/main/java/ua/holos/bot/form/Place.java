package ua.holos.bot.form;

import java.util.List;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.address.Street;
import ua.holos.bot.appeal.Category.Where;

/// Where a problem is, as far as it is known.
///
/// @param street the street of the register, null until it is clear
/// @param written the street as the citizen wrote it, null when not named
/// @param asWritten whether a street that the register doesn't know is taken as written
/// @param candidates streets to choose from
/// @param sameName whether the candidates bear the name that was written; otherwise they are the
///   nearest names
/// @param house number with building, null when not named
/// @param check whether the house is in the register
/// @param words a place in words: «біля школи 5»
/// @param point a point that was shared
/// @param nearest the house nearest to the point, while the citizen hasn't said whether it is there
/// @param attempts how many times a street was written that the register doesn't know
public record Place(
    @Nullable Street street,
    @Nullable String written,
    boolean asWritten,
    List<Street> candidates,
    boolean sameName,
    @Nullable String house,
    HouseCheck check,
    @Nullable String words,
    @Nullable Point point,
    @Nullable Nearest nearest,
    int attempts) {

  /// Whether a house is one that the register knows.
  public enum HouseCheck {
    /// It does, or there is no house yet.
    FINE,
    /// It doesn't: the citizen is asked once more.
    DOUBTFUL,
    /// The citizen says that it is right: taken as written.
    ACCEPTED
  }

  /// A known house, or a street without one, near a point.
  public record Nearest(Street street, @Nullable String house) {}

  /// Nothing is known.
  public static final Place NOWHERE =
      new Place(null, null, false, List.of(), false, null, HouseCheck.FINE, null, null, null, 0);

  public Place {
    candidates = List.copyOf(candidates);
  }

  /// Whether it says enough for a category.
  public boolean enoughFor(Where where) {
    if (undecided()) {
      return false;
    }
    return switch (where) {
      case NONE -> true;
      case HOUSE -> streetKnown() && house != null;
      case PLACE -> (streetKnown() && house != null) || words != null || point != null;
    };
  }

  /// Whether the citizen has yet to choose or confirm something.
  public boolean undecided() {
    return !candidates.isEmpty() || check == HouseCheck.DOUBTFUL || nearest != null;
  }

  public boolean streetKnown() {
    return street != null || asWritten;
  }

  public boolean empty() {
    return equals(NOWHERE);
  }

  /// The street's current official name, or as written; null when there is none.
  public @Nullable String streetName() {
    return street != null ? street.officialName() : written;
  }

  /// Street and house, or the words for the place; null when there is only a point, or nothing.
  public @Nullable String address() {
    String name = streetName();
    if (name == null) {
      return words;
    }
    String address = house == null ? name : name + ", " + house;
    return words == null ? address : address + ", " + words;
  }

  public Place on(Street newStreet) {
    return new Place(newStreet, null, false, List.of(), false, house, check, words, point, null, 0);
  }

  /// A street of which several bear the name (`same`), or none does and these are the nearest.
  public Place between(String newWritten, List<Street> streets, boolean same) {
    return new Place(
        null,
        newWritten,
        false,
        streets,
        same,
        house,
        check,
        words,
        point,
        null,
        same ? attempts : attempts + 1);
  }

  /// Takes the street as written.
  public Place asWritten(String newWritten) {
    return new Place(
        null, newWritten, true, List.of(), false, house, check, words, point, null, attempts);
  }

  /// The citizen wants to write the street otherwise.
  public Place writeAgain() {
    return new Place(
        null, null, false, List.of(), false, house, check, words, point, null, attempts);
  }

  public Place house(@Nullable String number, HouseCheck newCheck) {
    return new Place(
        street,
        written,
        asWritten,
        candidates,
        sameName,
        number,
        newCheck,
        words,
        point,
        nearest,
        attempts);
  }

  public Place inWords(@Nullable String newWords) {
    return new Place(
        street, written, asWritten, List.of(), false, house, check, newWords, point, null,
        attempts);
  }

  public Place at(@Nullable Point newPoint, @Nullable Nearest newNearest) {
    return new Place(
        street,
        written,
        asWritten,
        candidates,
        sameName,
        house,
        check,
        words,
        newPoint,
        newNearest,
        attempts);
  }
}
