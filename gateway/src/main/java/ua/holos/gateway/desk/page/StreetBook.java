package ua.holos.gateway.desk.page;

import java.util.List;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.address.Street;
import ua.holos.bot.form.Point;

/// The city's streets, for whoever types one.
interface StreetBook {

  /// Streets that what was typed may mean, likeliest first.
  List<Street> search(String typed);

  /// The street with this id; when there is none, the only one that bears this official name.
  @Nullable Street find(String id, String name);

  /// Where a house is, or, without one, the middle of the street; null when nobody knows.
  @Nullable Point point(Street street, @Nullable String house);
}
