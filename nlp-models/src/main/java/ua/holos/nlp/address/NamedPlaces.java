package ua.holos.nlp.address;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import ua.holos.nlp.address.NameIndex.Hit;

/// Finds where in the city a text is by the names it drops beside its addresses: a stop or a metro
/// station is called as a street near it, and a quarter gives its name to a street («Осокорки» and
/// «вулиця Осокорська»). Good enough to choose between namesakes, for nothing else.
final class NamedPlaces {
  private static final int SHORTEST = 5;
  private static final int MOST = 20;
  private static final int MOST_NAMESAKES = 4;

  private final Tokens tokens;
  private final StreetRegister register;
  private final NameIndex names;

  NamedPlaces(Tokens tokens, StreetRegister register) {
    this.tokens = tokens;
    this.register = register;
    this.names = register.names();
  }

  /// Streets that are called as a place of the text, those of its own addresses left out.
  Set<Integer> streets(List<AddressDraft> drafts) {
    var streets = new LinkedHashSet<Integer>();
    for (int i = 0; i < tokens.size() && streets.size() < MOST; i++) {
      int at = i;
      var token = tokens.at(i);
      if (token.isCapitalised()
          && token.folded().length() >= SHORTEST
          && !OrdinaryWords.isOrdinary(token.folded())
          && drafts.stream().noneMatch(draft -> draft.covers(at))) {
        add(streets, token.folded());
      }
    }
    return streets;
  }

  private void add(Set<Integer> streets, String folded) {
    addNamed(streets, folded);
    var stem = Spelling.stem(folded);
    addNamed(streets, stem + "ка");
    addNamed(streets, stem + "ска");
    addNamed(streets, stem + "ивска");
    addNamed(streets, stem.substring(0, stem.length() - 1) + "ска");
  }

  /// Only a name whose streets lie in one district says where.
  private void addNamed(Set<Integer> streets, String folded) {
    for (int id : names.ids(folded)) {
      var hits = names.streets(NameIndex.extended(0, id));
      long districts = hits.stream().map(this::district).distinct().count();
      if (hits.size() == 1 || hits.size() <= MOST_NAMESAKES && districts == 1) {
        hits.forEach(hit -> streets.add(hit.street()));
      }
    }
  }

  private String district(Hit hit) {
    return register.street(hit.street()).district();
  }
}
