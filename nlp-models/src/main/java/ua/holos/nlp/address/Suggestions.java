package ua.holos.nlp.address;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import ua.holos.bot.address.Street;
import ua.holos.nlp.address.NameIndex.Naming;

/// The register's names that are nearest to one it doesn't know: to ask «можливо, …?».
final class Suggestions {
  private static final double MOST_ERRORS_PER_LETTER = 0.4;
  private static final int MOST_NEAR = 12;

  private final StreetRegister register;
  private final StreetChoice choice;

  Suggestions(StreetRegister register, StreetChoice choice) {
    this.register = register;
    this.choice = choice;
  }

  /// Streets best first; those of the written type before others.
  List<Street> nearest(Tokens tokens, int from, int to, List<String> types) {
    var names = register.names();
    var suggested = new LinkedHashSet<Street>();
    var others = new ArrayList<Street>();
    for (int i = to - 1; i >= from; i--) {
      if (!tokens.at(i).isWord()) {
        continue;
      }
      var folded = tokens.at(i).folded();
      double limit = Math.min(3, folded.length() * MOST_ERRORS_PER_LETTER);
      for (var near : names.near(folded, limit, MOST_NEAR)) {
        var hits =
            names.streets(NameIndex.extended(0, near.word())).stream()
                .filter(hit -> hit.naming() != Naming.LAST_WORD && hit.naming() != Naming.BEGINNING)
                .toList();
        for (var candidate : choice.choose(hits, "", types, null, Set.of())) {
          var street = register.street(candidate.street());
          if (types.isEmpty() || types.contains(street.type())) {
            suggested.add(street);
          } else {
            others.add(street);
          }
        }
      }
    }
    suggested.addAll(others);
    return List.copyOf(suggested);
  }
}
