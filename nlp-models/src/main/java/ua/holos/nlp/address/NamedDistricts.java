package ua.holos.nlp.address;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the city's districts that a text names: «Деснянський район», «в Дарницькому р-ні».
final class NamedDistricts {
  private static final int SHORTEST = 6;

  private NamedDistricts() {}

  /// Stems of the named districts.
  ///
  /// @param known stems of all districts of the register
  static Set<String> in(Tokens tokens, Set<String> known) {
    var named = new HashSet<String>();
    for (int i = 0; i < tokens.size(); i++) {
      if (!isDistrictWord(tokens, i)) {
        continue;
      }
      for (int near : new int[] {i - 1, i + 1}) {
        var district = district(Spelling.stem(tokens.at(near).folded()), known);
        if (district != null) {
          named.add(district);
        }
      }
    }
    return named;
  }

  private static boolean isDistrictWord(Tokens tokens, int i) {
    var folded = tokens.at(i).folded();
    return AddressWords.isDistrict(folded)
        || folded.equals("р") && tokens.at(i + 1).isHyphen()
        || folded.equals("рн")
        || folded.equals("рда");
  }

  private static @Nullable String district(String stem, Set<String> known) {
    if (known.contains(stem)) {
      return stem;
    }
    return stem.length() < SHORTEST
        ? null
        : known.stream()
            .filter(other -> SpellingDistance.between(stem, other, 2) <= 2)
            .min(Comparator.comparingDouble(other -> SpellingDistance.between(stem, other, 2)))
            .orElse(null);
  }
}
