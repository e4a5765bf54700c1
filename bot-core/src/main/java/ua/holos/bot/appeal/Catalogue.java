package ua.holos.bot.appeal;

import java.util.List;
import java.util.Optional;

/// The city's categories.
public interface Catalogue {

  Optional<Category> category(String code);

  /// All categories in the order of the city pack: a menu when there is no model.
  List<Category> categories();
}
