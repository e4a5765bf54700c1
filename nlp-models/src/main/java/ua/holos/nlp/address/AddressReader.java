package ua.holos.nlp.address;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.address.Street;
import ua.holos.bot.understanding.AddressMention;
import ua.holos.bot.understanding.Expectation;
import ua.holos.nlp.address.AddressPart.BuildingPart;
import ua.holos.nlp.address.AddressPart.EntrancePart;
import ua.holos.nlp.address.AddressPart.FlatPart;
import ua.holos.nlp.address.AddressPart.HousePart;
import ua.holos.nlp.address.AddressPart.StreetPart;
import ua.holos.nlp.address.StreetChoice.Candidate;

/// Reads addresses out of texts in Ukrainian, Russian, their mixture and Latin letters.
///
/// Works in two steps: the parts (street, house, building, entrance, flat) are found one by one,
/// then neighbouring parts are put together. Thread safe; the same text gives the same addresses.
public final class AddressReader {
  private static final int MOST_SUGGESTIONS = 3;
  private static final int MOST_TOKENS = 4_000;
  private static final int LONGEST_ANSWER = 8;
  private static final double TYPED_CONFIDENCE = 0.97;
  private static final double UNTYPED_CONFIDENCE = 0.9;
  private static final double AMBIGUOUS = 0.6;
  private static final double PER_ERROR = 0.12;

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
    return new Reading(tokens, expected).mentions();
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

  /// Parts that belong together.
  private static final class Draft {
    final List<AddressPart> parts = new ArrayList<>();
    @Nullable StreetPart street;
    @Nullable HousePart house;
    @Nullable String building;
    @Nullable String entrance;
    @Nullable String flat;
    List<Candidate> candidates = List.of();
    boolean primary = true;

    int from() {
      return parts.getFirst().from();
    }

    int to() {
      return parts.getLast().to();
    }

    void add(AddressPart part) {
      parts.add(part);
      switch (part) {
        case StreetPart named -> street = named;
        case HousePart numbered -> house = house == null ? numbered : house;
        case BuildingPart numbered -> building = numbered.building();
        case EntrancePart numbered -> entrance = numbered.entrance();
        case FlatPart numbered -> flat = numbered.flat();
      }
    }

    boolean takes(AddressPart part) {
      return switch (part) {
        case StreetPart _ -> street == null;
        case HousePart _ -> house == null;
        case BuildingPart _ -> building == null && (house != null || street != null);
        case EntrancePart _ -> entrance == null;
        case FlatPart _ -> flat == null;
      };
    }

    @Nullable String number() {
      return house == null ? null : house.houses().getFirst();
    }

    boolean isFull() {
      return street != null && house != null;
    }
  }

  private final class Reading {
    private final Tokens tokens;
    private final Expectation expected;
    private final UnitReader units;
    private final StreetReader streets;

    Reading(Tokens tokens, Expectation expected) {
      this.tokens = tokens;
      this.expected = expected;
      this.units = new UnitReader(tokens);
      this.streets = new StreetReader(tokens, register, units, expected);
    }

    List<AddressMention> mentions() {
      var drafts = assembled(withoutOverlaps(parts()));
      if (drafts.stream().allMatch(draft -> draft.street == null && draft.house == null)) {
        addAnswer(drafts);
      }
      resolve(drafts);
      drafts = withUnitsAttached(drafts);
      drafts = withoutRepeats(drafts);
      markPrimary(drafts);
      return drafts.stream().map(this::mention).toList();
    }

    private List<AddressPart> parts() {
      var parts = new ArrayList<AddressPart>();
      int free = 0;
      int i = 0;
      int size = Math.min(tokens.size(), MOST_TOKENS);
      while (i < size) {
        var unit = units.at(i);
        if (unit != null && unit.to() > i) {
          parts.add(unit);
          free = unit.to();
          i = unit.to();
          continue;
        }
        var street = streets.at(i, free);
        if (street == null || street.from() < free) {
          i++;
          continue;
        }
        i = addStreets(parts, street);
        free = i;
      }
      return parts;
    }

    /// Adds a street, its house, and the streets that continue it («вулиць А та Б 5»).
    private int addStreets(List<AddressPart> parts, StreetPart first) {
      var street = first;
      while (true) {
        parts.add(street);
        int at = street.to();
        var house = units.housesAfterStreet(at);
        if (house != null) {
          parts.add(house);
          at = house.to();
          var building = units.buildingAfterHouse(at);
          if (building != null) {
            parts.add(building);
            at = building.to();
          }
        }
        int next = afterAnd(at);
        var more = next < 0 ? null : streets.continuing(next, street.types());
        if (more == null) {
          return at;
        }
        street = more;
      }
    }

    private int afterAnd(int i) {
      var token = tokens.at(i);
      boolean and = token.isWord() && AddressWords.AND.contains(token.folded());
      boolean comma = token.is(',');
      int next = i + 1;
      if (comma && AddressWords.AND.contains(tokens.at(next).folded())) {
        and = true;
        next++;
      }
      boolean capital = tokens.at(next).isCapitalised() && !tokens.at(next).newLine();
      boolean slash = token.is('/') || token.isHyphen() && token.spaced();
      if (slash && capital) {
        return next;
      }
      return and || comma && capital ? next : -1;
    }

    /// A part that looks back («2-й під'їзд») may take a number that a street took as its house.
    private List<AddressPart> withoutOverlaps(List<AddressPart> parts) {
      var kept = new ArrayList<AddressPart>();
      for (var part : parts) {
        while (!kept.isEmpty()
            && kept.getLast().to() > part.from()
            && kept.getLast() instanceof HousePart) {
          kept.removeLast();
        }
        if (kept.isEmpty() || kept.getLast().to() <= part.from()) {
          kept.add(part);
        }
      }
      return kept;
    }

    private List<Draft> assembled(List<AddressPart> parts) {
      var drafts = new ArrayList<Draft>();
      Draft current = null;
      for (var part : parts) {
        if (current == null
            || !current.takes(part)
            || !isLinked(current.to(), part)
            || startsNext(current, part, parts)) {
          current = new Draft();
          drafts.add(current);
        }
        current.add(part);
      }
      drafts.removeIf(draft ->
          draft.street == null && draft.house != null && !draft.house.certain() && !isAsked());
      return drafts;
    }

    /// «Хрещатик, буд. 5 по вул. Прорізна»: the house belongs to the street that follows it.
    private boolean startsNext(Draft current, AddressPart part, List<AddressPart> parts) {
      if (!(part instanceof HousePart house) || current.street == null) {
        return false;
      }
      int after = parts.indexOf(part) + 1;
      boolean streetFollows =
          after < parts.size()
              && parts.get(after) instanceof StreetPart next
              && tokens.at(house.to()).folded().equals("по")
              && next.from() == house.to() + 1;
      return streetFollows && current.to() != part.from();
    }

    private boolean isAsked() {
      return expected == Expectation.STREET || expected == Expectation.HOUSE;
    }

    private boolean isLinked(int to, AddressPart part) {
      boolean house = part instanceof HousePart;
      int words = 0;
      for (int i = to; i < part.from(); i++) {
        var token = tokens.at(i);
        if (token.isNumber()) {
          return false;
        }
        if (token.isWord()) {
          words++;
          boolean glue =
              AddressWords.GLUE.contains(token.folded())
                  || house && AddressWords.BEFORE_HOUSE.contains(token.folded());
          if (!glue || words > 3) {
            return false;
          }
        } else if (token.is('!') || token.is('?')) {
          return false;
        }
      }
      return part.from() - to <= 6;
    }

    /// A bare answer to a question for the house or the entrance: «25», «25, кв 4», «другий».
    private void addAnswer(List<Draft> drafts) {
      if (tokens.size() > LONGEST_ANSWER) {
        return;
      }
      for (int i = 0; i < tokens.size(); i++) {
        int at = i;
        if (drafts.stream().anyMatch(draft -> draft.from() <= at && at < draft.to())) {
          continue;
        }
        AddressPart part = null;
        if (isAsked()) {
          part = units.bare(i);
        } else if (expected == Expectation.ENTRANCE && drafts.isEmpty()) {
          part = bareEntrance(i);
        }
        if (part != null) {
          var draft = new Draft();
          draft.add(part);
          drafts.addFirst(draft);
          return;
        }
      }
    }

    private @Nullable EntrancePart bareEntrance(int i) {
      var token = tokens.at(i);
      if (token.isNumber() && token.raw().length() <= 2) {
        return new EntrancePart(i, i + 1, token.raw());
      }
      var ordinal = token.isWord() ? AddressWords.ordinal(token.folded()) : null;
      return ordinal == null ? null : new EntrancePart(i, i + 1, ordinal);
    }

    private void resolve(List<Draft> drafts) {
      var named = namedDistricts();
      var clear = new HashSet<Integer>();
      for (var draft : drafts) {
        if (draft.street != null) {
          draft.candidates =
              choice.choose(draft.street.hits(), draft.street.types(), draft.number(), named);
          if (draft.candidates.size() == 1) {
            clear.add(draft.candidates.getFirst().street());
          }
        }
      }
      for (var draft : drafts) {
        if (draft.candidates.size() > 1) {
          draft.candidates = choice.nearTo(draft.candidates, clear);
        }
      }
    }

    /// Districts that the text names: «Деснянський район», «в Дарницькому р-ні».
    private Set<String> namedDistricts() {
      var named = new HashSet<String>();
      for (int i = 0; i < tokens.size(); i++) {
        var folded = tokens.at(i).folded();
        boolean district =
            AddressWords.isDistrict(folded)
                || folded.equals("р") && tokens.at(i + 1).isHyphen()
                || folded.equals("рн")
                || folded.equals("рда");
        if (!district) {
          continue;
        }
        for (int near : new int[] {i - 1, i + 1}) {
          var stem = Spelling.stem(tokens.at(near).folded());
          if (districts.contains(stem)) {
            named.add(stem);
          } else {
            nearDistrict(stem).ifPresent(named::add);
          }
        }
      }
      return named;
    }

    private Optional<String> nearDistrict(String stem) {
      return stem.length() < 6
          ? Optional.empty()
          : districts.stream()
              .filter(known -> SpellingDistance.between(stem, known, 2) <= 2)
              .min((a, b) ->
                  Double.compare(
                      SpellingDistance.between(stem, a, 2), SpellingDistance.between(stem, b, 2)));
    }

    /// Gives entrance, flat and house that stand apart to the address that they complete.
    private List<Draft> withUnitsAttached(List<Draft> drafts) {
      var main =
          drafts.stream()
              .filter(draft -> draft.street != null)
              .reduce((a, b) -> a.isFull() || !b.isFull() ? a : b)
              .orElse(null);
      if (main == null) {
        main = drafts.stream().filter(draft -> draft.house != null).findFirst().orElse(null);
      }
      if (main == null) {
        main = drafts.isEmpty() ? null : drafts.getFirst();
      }
      if (main == null) {
        return drafts;
      }
      var kept = new ArrayList<Draft>();
      for (var draft : drafts) {
        if (draft == main || draft.street != null) {
          kept.add(draft);
          continue;
        }
        main.entrance = Objects.requireNonNullElse(main.entrance, orEmpty(draft.entrance));
        main.flat = Objects.requireNonNullElse(main.flat, orEmpty(draft.flat));
        if (main.house == null) {
          main.house = draft.house;
        }
      }
      for (var draft : kept) {
        draft.entrance = orNull(draft.entrance);
        draft.flat = orNull(draft.flat);
      }
      return kept;
    }

    private static String orEmpty(@Nullable String value) {
      return value == null ? "" : value;
    }

    private static @Nullable String orNull(@Nullable String value) {
      return value == null || value.isEmpty() ? null : value;
    }

    private List<Draft> withoutRepeats(List<Draft> drafts) {
      var kept = new ArrayList<Draft>();
      for (var draft : drafts) {
        boolean repeat = false;
        for (var other : drafts) {
          if (other == draft || !isSameStreet(draft, other)) {
            continue;
          }
          boolean earlier = other.from() < draft.from();
          if (Objects.equals(draft.number(), other.number())) {
            repeat |= earlier;
          } else if (draft.house == null) {
            repeat = true;
          }
        }
        if (!repeat) {
          kept.add(draft);
        }
      }
      return kept;
    }

    private static boolean isSameStreet(Draft one, Draft other) {
      return !one.candidates.isEmpty()
          && !other.candidates.isEmpty()
          && (one.candidates.getFirst().street() == other.candidates.getFirst().street()
              || one.candidates.stream()
                  .anyMatch(
                      candidate -> candidate.street() == other.candidates.getFirst().street()));
    }

    private void markPrimary(List<Draft> drafts) {
      boolean full = false;
      Draft previous = null;
      for (var draft : drafts) {
        if (previous != null) {
          boolean joined = isJoined(previous, draft);
          if (joined) {
            draft.primary = previous.primary;
          } else if (full && !isCrossing(draft) && (!draft.isFull() || isAside(draft))) {
            draft.primary = false;
          }
        }
        boolean neighbour =
            draft.isFull()
                && (previous == null || !isJoined(previous, draft))
                && drafts.subList(0, drafts.indexOf(draft)).stream()
                    .anyMatch(
                        other -> other.isFull() && other.primary && isSameStreet(draft, other));
        if (neighbour) {
          draft.primary = false;
        }
        full |= draft.isFull();
        previous = draft;
      }
      if (drafts.stream().anyMatch(Draft::isFull)) {
        for (int i = 0; i < drafts.size(); i++) {
          var draft = drafts.get(i);
          boolean joinsFull =
              i + 1 < drafts.size()
                  && drafts.get(i + 1).isFull()
                  && isJoined(draft, drafts.get(i + 1));
          if (!draft.isFull()
              && !joinsFull
              && !isCrossing(draft)
              && !(i > 0 && isJoined(drafts.get(i - 1), draft))) {
            draft.primary = false;
          }
        }
      }
    }

    /// «на розі вул. Б», «перетин з вул. Б».
    private boolean isCrossing(Draft draft) {
      for (int i = draft.from() - 1; i >= draft.from() - 3; i--) {
        if (AddressWords.CROSSING.contains(tokens.at(i).folded())) {
          return true;
        }
      }
      return false;
    }

    /// «А та Б».
    private boolean isJoined(Draft one, Draft other) {
      int between = other.from() - one.to();
      if (between < 1 || between > 2) {
        return false;
      }
      return AddressWords.AND.contains(tokens.at(other.from() - 1).folded());
    }

    /// A neighbour or a comparison: «навпроти дома 5», «біля Прорізної 2».
    private boolean isAside(Draft draft) {
      for (int i = draft.from() - 1; i >= draft.from() - 3; i--) {
        var word = tokens.at(i).folded();
        if (ASIDE.contains(word)) {
          return true;
        }
        if (tokens.at(i).is('.')) {
          return false;
        }
      }
      return false;
    }

    private AddressMention mention(Draft draft) {
      var street = draft.street;
      var candidates = draft.candidates;
      var known =
          candidates.stream().map(candidate -> register.street(candidate.street())).toList();
      boolean houseKnown =
          candidates.isEmpty()
              || register.isHouseKnown(candidates.getFirst().street(), draft.number());
      return new AddressMention(
          tokens.codePoint(tokens.at(draft.from()).start()),
          tokens.codePoint(tokens.at(draft.to() - 1).end()),
          street == null ? null : tokens.written(street.from(), street.to()),
          known,
          street != null && known.isEmpty() ? suggestions(street) : List.of(),
          draft.number(),
          draft.building,
          draft.entrance,
          draft.flat,
          houseKnown,
          confidence(draft),
          draft.primary);
    }

    private double confidence(Draft draft) {
      var street = draft.street;
      if (street == null || draft.candidates.isEmpty()) {
        return 0;
      }
      double written = street.types().isEmpty() ? UNTYPED_CONFIDENCE : TYPED_CONFIDENCE;
      double fits = Math.min(1, draft.candidates.getFirst().quality());
      double clear = draft.candidates.size() == 1 ? 1 : AMBIGUOUS;
      return Math.max(0.05, written * fits * clear - PER_ERROR * street.errors());
    }

    private List<Street> suggestions(StreetPart street) {
      return new Suggestions(register, choice)
          .nearest(tokens, street.nameFrom(), street.nameTo(), street.types()).stream()
              .limit(MOST_SUGGESTIONS)
              .toList();
    }
  }

  private static final Set<String> ASIDE =
      Set.of(
          "навпроти",
          "напротив",
          "били",
          "била",
          "возле",
          "рад",
          "радом",
          "около",
          "сусидни",
          "жек",
          "касе",
          "каси",
          "за",
          "вид",
          "от");
}
