package ua.holos.gateway.city;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects mistakes, so that all of them can be told at once.
final class Mistakes {
  private final List<CityMistake> found = new ArrayList<>();

  void add(String file, int line, String message) {
    found.add(new CityMistake(file, line, message));
  }

  boolean any() {
    return !found.isEmpty();
  }

  List<CityMistake> sorted() {
    return found.stream()
        .sorted(Comparator.comparing(CityMistake::file).thenComparing(CityMistake::line))
        .toList();
  }
}
