package ua.holos.nlp.address;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ua.holos.nlp.address.NameIndex.Hit;
import ua.holos.nlp.address.NameIndex.Naming;

/// Which of the streets that bear a name is meant: by the type that was written, the district, the
/// house, the other streets of the text, and how often people write about each.
final class StreetChoice {
  private static final double KEPT_WITHIN = 0.2;
  private static final int DOMINATING_MENTIONS = 8;
  private static final int MOST = 5;
  private static final double FAME = 0.12;
  private static final double NEAR_METRES = 1_500;
  private static final double FAR_METRES = 3_000;

  /// @param street number in the register
  /// @param quality 0 to 1, how well the name fits
  record Candidate(int street, double quality) {}

  /// Endings that no man's name has.
  private static final List<String> FEMININE = List.of("ій", "ої", "ою", "ая", "ой", "ую");

  private final StreetRegister register;

  StreetChoice(StreetRegister register) {
    this.register = register;
  }

  /// Streets that fit, best first.
  ///
  /// @param written the last word of the name as it was written
  /// @param types written types, empty when none was written
  /// @param districts stems of the districts that the text names
  List<Candidate> choose(
      List<Hit> hits,
      String written,
      List<String> types,
      @Nullable String house,
      Set<String> districts) {
    var fitting = best(hits);
    if (!types.isEmpty()) {
      fitting = ofType(fitting, types);
    }
    fitting = narrowed(fitting, hit -> agrees(hit, written));
    if (!districts.isEmpty()) {
      fitting = narrowed(fitting, hit -> register.isIn(hit.street(), districts));
    }
    if (house != null && register.hasHouses()) {
      fitting = narrowed(fitting, hit -> register.isHouseKnown(hit.street(), house));
    }
    if (types.isEmpty() && house != null) {
      fitting = narrowed(fitting, hit -> hasManyHouses(register.street(hit.street()).type()));
    }
    boolean sure =
        house != null
            && register.hasHouses()
            && fitting.stream().anyMatch(hit -> register.isHouseKnown(hit.street(), house));
    return ranked(fitting, types.isEmpty(), sure);
  }

  /// «на Лозовій» is no «Лозового», though both have one stem. Says nothing of former names.
  private boolean agrees(Hit hit, String written) {
    if (hit.naming() != Naming.OFFICIAL && hit.naming() != Naming.SURNAME) {
      return true;
    }
    var name = register.street(hit.street()).name();
    var lower = written.toLowerCase(Locale.ROOT);
    boolean man = name.endsWith("ого");
    boolean woman = FEMININE.stream().anyMatch(lower::endsWith);
    return !(man && woman) && !(name.endsWith("а") && lower.endsWith("ого"));
  }

  private static List<Hit> best(List<Hit> hits) {
    var byStreet = new HashMap<Integer, Hit>();
    for (var hit : hits) {
      byStreet.merge(hit.street(), hit, (a, b) -> a.naming().compareTo(b.naming()) <= 0 ? a : b);
    }
    return List.copyOf(byStreet.values());
  }

  private List<Hit> ofType(List<Hit> hits, List<String> types) {
    for (var type : types) {
      var same = hits.stream().filter(hit -> isOfType(hit.street(), type)).toList();
      if (!same.isEmpty()) {
        return same;
      }
    }
    return hits;
  }

  private boolean isOfType(int street, String type) {
    return register.street(street).type().equals(type);
  }

  private static List<Hit> narrowed(List<Hit> hits, java.util.function.Predicate<Hit> fits) {
    var fitting = hits.stream().filter(fits).toList();
    return fitting.isEmpty() ? hits : fitting;
  }

  /// @param sure whether the house is known: else the same name elsewhere remains possible, however
  ///   little known that street is
  private List<Candidate> ranked(List<Hit> hits, boolean untyped, boolean sure) {
    var ranked = new ArrayList<Candidate>();
    for (var hit : hits) {
      double prior = untyped ? typePrior(register.street(hit.street()).type()) : 0;
      double fame = FAME * Math.log10(1 + register.mentions(hit.street()));
      ranked.add(new Candidate(hit.street(), hit.naming().quality + prior + fame));
    }
    ranked.sort(
        Comparator.comparingDouble(Candidate::quality)
            .reversed()
            .thenComparingInt(Candidate::street));
    if (ranked.size() < 2) {
      return ranked;
    }
    var first = ranked.getFirst();
    var kept =
        ranked.stream()
            .filter(candidate ->
                candidate == first
                    || !sure && isNamesake(first, candidate, hits)
                    || first.quality() - candidate.quality() < KEPT_WITHIN
                        && !dominates(
                            register.mentions(first.street()),
                            register.mentions(candidate.street())))
            .limit(MOST)
            .toList();
    return new ArrayList<>(kept);
  }

  /// Whether both streets are of one type and once bore the name: which of them people still call
  /// so, fame doesn't tell.
  private boolean isNamesake(Candidate one, Candidate other, List<Hit> hits) {
    return naming(one, hits) == Naming.FORMER
        && isOfType(other.street(), register.street(one.street()).type())
        && naming(one, hits) == naming(other, hits);
  }

  private static @Nullable Naming naming(Candidate candidate, List<Hit> hits) {
    for (var hit : hits) {
      if (hit.street() == candidate.street()) {
        return hit.naming();
      }
    }
    return null;
  }

  private static boolean dominates(int mentions, int others) {
    return mentions >= DOMINATING_MENTIONS && mentions >= DOMINATING_MENTIONS * Math.max(others, 1);
  }

  /// «Перемоги 45» without a type is hardly a square or an alley.
  private static boolean hasManyHouses(String type) {
    return switch (type) {
      case "площа", "майдан", "алея", "дорога" -> false;
      default -> true;
    };
  }

  private static double typePrior(String type) {
    return switch (type) {
      case "вулиця" -> 0.08;
      case "проспект", "бульвар" -> 0.06;
      case "шосе", "набережна" -> 0.04;
      case "площа" -> 0.03;
      default -> 0;
    };
  }

  /// Drops what is far when another clear street of the text is near one of the candidates.
  List<Candidate> nearTo(List<Candidate> candidates, Set<Integer> clearStreets) {
    for (int clear : clearStreets) {
      var near =
          candidates.stream().filter(candidate -> metres(candidate, clear) < NEAR_METRES).toList();
      boolean othersFar =
          candidates.stream()
              .allMatch(candidate ->
                  near.contains(candidate) || !(metres(candidate, clear) < FAR_METRES));
      if (near.size() == 1 && othersFar) {
        return near;
      }
    }
    return candidates;
  }

  /// Keeps the one candidate that lies in the district of a named place, where the register gives
  /// districts but no coordinates.
  List<Candidate> inDistrictOf(List<Candidate> candidates, Set<Integer> places) {
    for (int place : places) {
      var district = register.street(place).district();
      var same =
          candidates.stream()
              .filter(candidate -> register.street(candidate.street()).district().equals(district))
              .toList();
      if (!district.isEmpty() && same.size() == 1) {
        return same;
      }
    }
    return candidates;
  }

  private double metres(Candidate candidate, int street) {
    return register.metresBetween(candidate.street(), street);
  }
}
