package ua.holos.bot.appeal;

import java.util.List;
import ua.holos.bot.understanding.Detail;

/// A service category as the city pack describes it.
///
/// @param code the code that the model and the core system use: `hot-water`
/// @param name what citizens read: `Гаряча вода`
/// @param department who does the work, by its code in the city pack
/// @param deadline how long it may take
/// @param emergency whether the city treats it as an emergency (аварійна)
/// @param where what kind of place it needs
/// @param needed details without which it isn't filed, in the order of asking
/// @param useful details that are kept when said, and not asked
public record Category(
    String code,
    String name,
    String department,
    Deadline deadline,
    boolean emergency,
    Where where,
    List<Detail> needed,
    List<Detail> useful) {

  /// What kind of place a category needs.
  public enum Where {
    /// Street and house.
    HOUSE,
    /// Street and house, or a point on the map, or words such as «перехрестя …», «біля школи 5».
    PLACE,
    /// No place of its own: a route and stop, an institution; `needed` says what.
    NONE
  }

  public Category {
    needed = List.copyOf(needed);
    useful = List.copyOf(useful);
  }
}
