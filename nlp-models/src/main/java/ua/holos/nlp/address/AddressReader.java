package ua.holos.nlp.address;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ua.holos.bot.address.Street;
import ua.holos.bot.understanding.AddressMention;
import ua.holos.bot.understanding.Expectation;
import ua.holos.nlp.address.AddressPart.StreetPart;

/// Reads addresses out of texts in Ukrainian, Russian, their mixture and Latin letters.
///
/// Works in two steps: the parts (street, house, building, entrance, flat) are found one by one,
/// then neighbouring parts are put together. Thread safe; the same text gives the same addresses.
public final class AddressReader {
  private static final int MOST_SUGGESTIONS = 3;
  private static final double TYPED_CONFIDENCE = 0.97;
  private static final double UNTYPED_CONFIDENCE = 0.9;
  private static final double AMBIGUOUS = 0.6;
  private static final double SURE = 0.45;
  private static final double PER_ERROR = 0.12;

  /// Unknown streets for which the register's nearest are sought: each means a look at all names,
  /// and a text may be nothing but unknown streets.
  private static final int MOST_UNKNOWN = 3;

  private final StreetRegister register;
  private final StreetChoice choice;
  private final Set<String> districts;

  /// Reads with a city's streets.
  public AddressReader(StreetRegister register) {
    this.register = register;
    this.choice = new StreetChoice(register);
    this.districts = register.districts();
  }

  /// The addresses that a text names, in the order of the text, each once.
  ///
  /// @param text of any length; only the first thousands of words are read
  /// @param expected what was asked: with `STREET` or `HOUSE` a bare «шевченка» or «25» is an
  ///   answer
  public List<AddressMention> read(String text, Expectation expected) {
    var tokens = Tokens.of(text);
    if (tokens.size() == 0) {
      return List.of();
    }
    var mentions = read(tokens, expected);
    if (mentions.stream().noneMatch(mention -> !mention.streets().isEmpty())) {
      for (var retyped : LayoutTypo.readings(text)) {
        var found = read(Tokens.of(retyped), expected);
        if (found.stream().anyMatch(AddressReader::isSure)) {
          return found;
        }
      }
    }
    return mentions;
  }

  /// A street without errors: what a wrong layout gives by chance has some.
  private static boolean isSure(AddressMention mention) {
    return !mention.streets().isEmpty() && mention.confidence() > SURE;
  }

  private List<AddressMention> read(Tokens tokens, Expectation expected) {
    var finder = new PartFinder(tokens, register, expected);
    var drafts = new AddressAssembly(tokens, finder, expected).drafts();
    if (drafts.isEmpty()) {
      return List.of();
    }
    resolve(drafts, tokens);
    var primary = new PrimaryPlace(tokens, finder.surroundings());
    primary.markCrossings(drafts);
    drafts = AddressAssembly.withoutRepeats(drafts);
    primary.mark(drafts);
    drafts = AddressAssembly.withUnitsAttached(drafts);
    var asked =
        drafts.stream()
            .filter(draft -> draft.street != null && draft.candidates.isEmpty())
            .limit(MOST_UNKNOWN)
            .toList();
    return drafts.stream().map(draft -> mention(tokens, draft, asked.contains(draft))).toList();
  }

  /// The known house within 60 m of a point, else the street whose centre is within 150 m.
  ///
  /// @param latitude degrees, WGS 84
  /// @param longitude degrees, WGS 84
  public Optional<AddressMention> nearest(double latitude, double longitude) {
    var nearest = register.nearest(latitude, longitude);
    if (nearest == null) {
      return Optional.empty();
    }
    double confidence = Math.max(0.3, 1 - nearest.metres() / 100);
    return Optional.of(
        new AddressMention(
            0,
            0,
            nearest.street().officialName(),
            List.of(nearest.street()),
            List.of(),
            nearest.house(),
            null,
            null,
            null,
            true,
            confidence,
            true));
  }

  /// Chooses the streets: by type, district and house, then by the other streets of the text.
  private void resolve(List<AddressDraft> drafts, Tokens tokens) {
    var named = NamedDistricts.in(tokens, districts);
    var clear = new HashSet<Integer>();
    for (var draft : drafts) {
      var street = draft.street;
      if (street != null) {
        draft.candidates =
            choice.choose(
                street.hits(),
                tokens.at(street.nameTo() - 1).raw(),
                street.types(),
                draft.number(),
                named);
        if (draft.candidates.size() == 1) {
          clear.add(draft.candidates.getFirst().street());
        }
      }
    }
    if (drafts.stream().noneMatch(draft -> draft.candidates.size() > 1)) {
      return;
    }
    var places = new NamedPlaces(tokens, register).streets(drafts);
    for (var draft : drafts) {
      if (draft.candidates.size() > 1) {
        draft.candidates = choice.nearTo(draft.candidates, clear);
      }
      if (draft.candidates.size() > 1) {
        draft.candidates = choice.nearTo(draft.candidates, places);
      }
      if (draft.candidates.size() > 1) {
        draft.candidates = choice.inDistrictOf(draft.candidates, places);
      }
    }
  }

  private AddressMention mention(Tokens tokens, AddressDraft draft, boolean asked) {
    var street = draft.street;
    var candidates = draft.candidates;
    var known = candidates.stream().map(candidate -> register.street(candidate.street())).toList();
    boolean houseKnown =
        candidates.isEmpty()
            || register.isHouseKnown(candidates.getFirst().street(), draft.number());
    return new AddressMention(
        tokens.codePoint(tokens.at(draft.from()).start()),
        tokens.codePoint(tokens.at(draft.to() - 1).end()),
        street == null ? null : tokens.written(street.from(), street.to()),
        known,
        street != null && asked ? suggestions(tokens, street) : List.of(),
        draft.number(),
        draft.building,
        draft.entrance,
        draft.flat,
        houseKnown,
        confidence(draft),
        draft.primary);
  }

  private static double confidence(AddressDraft draft) {
    var street = draft.street;
    if (street == null || draft.candidates.isEmpty()) {
      return 0;
    }
    double written = street.types().isEmpty() ? UNTYPED_CONFIDENCE : TYPED_CONFIDENCE;
    double fits = Math.min(1, draft.candidates.getFirst().quality());
    double clear = draft.candidates.size() == 1 ? 1 : AMBIGUOUS;
    return Math.max(0.05, written * fits * clear - PER_ERROR * street.errors());
  }

  private List<Street> suggestions(Tokens tokens, StreetPart street) {
    return new Suggestions(register, choice)
        .nearest(tokens, street.nameFrom(), street.nameTo(), street.types()).stream()
            .limit(MOST_SUGGESTIONS)
            .toList();
  }
}
