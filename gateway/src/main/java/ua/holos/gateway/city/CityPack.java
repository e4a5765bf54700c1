package ua.holos.gateway.city;

import java.util.List;
import java.util.Map;
import ua.holos.bot.appeal.Category;

/// All files of the city pack, checked.
///
/// @param wording ICU messages by key, with `answer.<topic>` of the prepared answers
record CityPack(
    City city,
    List<Department> departments,
    List<Category> categories,
    List<Answer> answers,
    Map<String, String> wording) {
  CityPack {
    departments = List.copyOf(departments);
    categories = List.copyOf(categories);
    answers = List.copyOf(answers);
    wording = Map.copyOf(wording);
  }

  /// Arguments that every message may use.
  Map<String, String> always() {
    return Map.of("city", city.name(), "centre", city.contactCentre(), "phone", city.phone());
  }
}
