package ua.holos.nlp.address;

import java.util.List;
import org.jspecify.annotations.Nullable;
import ua.holos.nlp.address.NameIndex.Hit;

/// A piece of an address in a text: tokens `from` to before `to`.
sealed interface AddressPart {
  int from();

  int to();

  /// A street that is named.
  ///
  /// @param nameFrom first token of the name without its type
  /// @param nameTo token after the name without its type
  /// @param types written types, empty when none was written
  /// @param hits streets of the register, empty when it doesn't know the name
  /// @param errors typing errors that were forgiven
  /// @param plural whether the type announced several names («вулиць»)
  record StreetPart(
      int from,
      int to,
      int nameFrom,
      int nameTo,
      List<String> types,
      List<Hit> hits,
      double errors,
      boolean plural)
      implements AddressPart {}

  /// Houses by number.
  ///
  /// @param starts first token of each house
  /// @param certain false for «д. 5» and bare numbers: believed only beside a street
  record HousePart(int from, int to, List<String> houses, List<Integer> starts, boolean certain)
      implements AddressPart {
    /// Only the houses that begin before a token; null when none does.
    @Nullable HousePart before(int token) {
      int kept = 0;
      while (kept < starts.size() && starts.get(kept) < token) {
        kept++;
      }
      return kept == 0
          ? null
          : new HousePart(from, token, houses.subList(0, kept), starts.subList(0, kept), certain);
    }
  }

  record BuildingPart(int from, int to, String building) implements AddressPart {}

  record EntrancePart(int from, int to, String entrance) implements AddressPart {}

  record FlatPart(int from, int to, String flat) implements AddressPart {}
}
