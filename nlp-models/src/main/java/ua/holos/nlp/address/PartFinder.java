package ua.holos.nlp.address;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.understanding.Expectation;
import ua.holos.nlp.address.AddressPart.EntrancePart;
import ua.holos.nlp.address.AddressPart.HousePart;
import ua.holos.nlp.address.AddressPart.StreetPart;

/// Finds the parts of addresses in a text, one by one, from the first token to the last.
final class PartFinder {
  private static final int MOST_PARTS = 200;

  private final Tokens tokens;
  private final HouseReader houses;
  private final UnitReader units;
  private final StreetReader streets;

  PartFinder(Tokens tokens, StreetRegister register, Expectation expected) {
    this.tokens = tokens;
    var numbers = new Numbers(tokens);
    this.houses = new HouseReader(tokens, numbers);
    this.units = new UnitReader(tokens, numbers);
    this.streets = new StreetReader(tokens, register, houses, expected);
  }

  Surroundings surroundings() {
    return streets.surroundings();
  }

  /// All parts in order, without overlaps.
  List<AddressPart> parts() {
    var parts = new ArrayList<AddressPart>();
    int free = 0;
    int i = 0;
    while (i < tokens.size() && parts.size() < MOST_PARTS) {
      var unit = unit(i);
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
    return withoutOverlaps(parts);
  }

  /// The part whose marker stands at a token, null when none does.
  private @Nullable AddressPart unit(int i) {
    var token = tokens.at(i);
    if (!token.isWord()) {
      return null;
    }
    var unit = units.at(i);
    if (unit != null) {
      return unit;
    }
    if (AddressWords.BUILDING.contains(token.folded())) {
      return houses.building(i);
    }
    // «возле дома 40 лет Октября 12»: the number begins a name
    return houses.isMarker(i) && !streets.isNumberedName(i + 1) ? houses.marked(i) : null;
  }

  /// Adds a street, its house, and the streets that continue it («вулиць А та Б 5»).
  private int addStreets(List<AddressPart> parts, StreetPart first) {
    var street = first;
    while (true) {
      parts.add(street);
      int at = street.to();
      var house = houses.afterStreet(at);
      if (house != null) {
        parts.add(house);
        at = house.to();
        var building = houses.buildingAfterHouse(at);
        if (building != null) {
          parts.add(building);
          at = building.to();
        }
        var entrance = units.entranceAfterHouse(at);
        if (entrance != null) {
          parts.add(entrance);
          at = entrance.to();
        }
      }
      int next = afterSeparator(at, street);
      var more = next < 0 ? null : streets.continuing(next, street);
      if (more == null) {
        return at;
      }
      street = more;
    }
  }

  /// Where the next street of a list may begin, -1 when nothing continues the list.
  private int afterSeparator(int i, StreetPart street) {
    var token = tokens.at(i);
    boolean and = token.isWord() && AddressWords.AND.contains(token.folded());
    boolean comma = token.is(',');
    int next = i + 1;
    if (comma && AddressWords.AND.contains(tokens.at(next).folded())) {
      and = true;
      next++;
    }
    boolean capital = tokens.at(next).isCapitalised() && !tokens.at(next).newLine();
    boolean sign = token.is('/') || token.isHyphen();
    if (sign && capital) {
      return next;
    }
    // «на перехресті вул. А з Б»
    boolean with = token.isWord() && AddressWords.WITH.contains(token.folded());
    if (with && capital && surroundings().isAtCrossing(street.from())) {
      return next;
    }
    return and || comma && (capital || street.plural()) ? next : -1;
  }

  /// A part that looks back («2-й під'їзд») may take a number that a street took as its house.
  private static List<AddressPart> withoutOverlaps(List<AddressPart> parts) {
    var kept = new ArrayList<AddressPart>();
    for (var found : parts) {
      var part = found;
      if (!kept.isEmpty()
          && kept.getLast() instanceof HousePart house
          && house.to() > part.from()) {
        kept.removeLast();
        var houses = house.before(part.from());
        boolean houseOfStreet = !kept.isEmpty() && kept.getLast() instanceof StreetPart;
        if (houses != null) {
          kept.add(houses);
        } else if (houseOfStreet && part instanceof EntrancePart entrances) {
          var own = withoutHouse(entrances, house);
          if (own != null) {
            kept.add(house);
            part = own;
          }
        }
      }
      if (kept.isEmpty() || kept.getLast().to() <= part.from()) {
        kept.add(part);
      }
    }
    return kept;
  }

  /// «Садова 28,1 подъезд»: the list before the entrance begins with the house.
  private static @Nullable EntrancePart withoutHouse(EntrancePart entrances, HousePart house) {
    var values = List.of(entrances.entrance().split(","));
    int taken = house.houses().size();
    return taken >= values.size() || house.to() >= entrances.to()
        ? null
        : new EntrancePart(
            house.to(), entrances.to(), String.join(",", values.subList(taken, values.size())));
  }

  /// A number that stands alone, as an answer for a house: «25», «25а».
  @Nullable HousePart bareHouse(int i) {
    return houses.bare(i);
  }

  /// A number that stands alone, as an answer for an entrance: «2», «другий».
  @Nullable EntrancePart bareEntrance(int i) {
    var token = tokens.at(i);
    if (token.isNumber() && token.raw().length() <= 2) {
      return new EntrancePart(i, i + 1, token.raw());
    }
    var ordinal = token.isWord() ? AddressWords.ordinal(token.folded()) : null;
    return ordinal == null ? null : new EntrancePart(i, i + 1, ordinal);
  }
}
