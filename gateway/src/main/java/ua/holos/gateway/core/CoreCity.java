package ua.holos.gateway.core;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import ua.holos.bot.appeal.Catalogue;
import ua.holos.bot.appeal.Category;
import ua.holos.bot.appeal.Deadline;

/// What the embedded core knows of the city.
///
/// @param due when something that began at an instant must be done
/// @param departmentName a department's name by its code
/// @param detailName a detail's name by its code
/// @param zone in which numbers are given out and dates are read
/// @param jurisdiction the only `jurisdiction_id` that is served; empty: every one
record CoreCity(
    Catalogue catalogue,
    BiFunction<Instant, Deadline, Instant> due,
    UnaryOperator<String> departmentName,
    UnaryOperator<String> detailName,
    ZoneId zone,
    String jurisdiction) {

  /// A category's name; its code when the city pack doesn't have it any more.
  String categoryName(String code) {
    return catalogue.category(code).map(Category::name).orElse(code);
  }

  /// The name of the department that answers for a category, empty when there is none any more.
  String departmentOf(String categoryCode) {
    return catalogue
        .category(categoryCode)
        .map(category -> departmentName.apply(category.department()))
        .orElse("");
  }

  /// The codes of the categories of one department.
  List<String> categoriesOf(String department) {
    return catalogue.categories().stream()
        .filter(category -> category.department().equals(department))
        .map(Category::code)
        .toList();
  }
}
