package ua.holos.gateway.core;

import java.util.Map;

/// What the department reads for the details of an appeal.
final class DetailNames {
  private static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry("entrance", "Під'їзд"),
          Map.entry("floor", "Поверх"),
          Map.entry("apartment", "Квартира"),
          Map.entry("route", "Маршрут"),
          Map.entry("stop", "Зупинка"),
          Map.entry("lamp-post", "Номер опори"),
          Map.entry("since", "З якого часу"),
          Map.entry("frequency", "Як часто"),
          Map.entry("institution", "Заклад"),
          Map.entry("landmark", "Орієнтир"),
          Map.entry("account", "Особовий рахунок"),
          Map.entry("appeal-number", "Номер попереднього звернення"),
          Map.entry("flags", "Увага"),
          Map.entry("street_id", "Код вулиці в реєстрі"));

  private final Map<String, String> cityOwn;

  /// @param cityOwn the city's own details, by code
  DetailNames(Map<String, String> cityOwn) {
    this.cityOwn = Map.copyOf(cityOwn);
  }

  String name(String code) {
    return cityOwn.getOrDefault(code, KNOWN.getOrDefault(code, code));
  }
}
