package ua.holos.bot.form;

import java.util.List;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.address.Street;
import ua.holos.bot.appeal.Heard;
import ua.holos.bot.form.Place.HouseCheck;
import ua.holos.bot.understanding.AddressMention;

/// Puts the addresses that a message names into a place.
final class PlaceReading {
  private PlaceReading() {}

  /// The place after a message. What the message doesn't name stays, except that another street has
  /// another house.
  ///
  /// @param correction whether the message corrects: then the last address named is the right one
  static Place read(Place place, String text, List<AddressMention> mentions, boolean correction) {
    List<AddressMention> primary = mentions.stream().filter(AddressMention::primary).toList();
    if (primary.isEmpty()) {
      return place;
    }
    if (!correction && place.street() == null && crossing(primary)) {
      int start = primary.getFirst().start();
      int end = primary.getLast().end();
      return place.inWords(slice(text, start, end));
    }
    Place next = place;
    AddressMention main = main(place, primary, correction);
    next = street(next, main);
    next = house(next, main);
    for (AddressMention other : primary) {
      if (other != main && !namesStreet(other) && next.house() == null) {
        next = house(next, other);
      }
    }
    return next;
  }

  /// What was read of an address, for comparing it with what the citizen confirms; null when no
  /// street was named, or two that cross.
  ///
  /// @param before the place before the message
  /// @param after the place as [#read] made it
  static Heard.@Nullable Address heard(
      Place before, Place after, String text, List<AddressMention> mentions, boolean correction) {
    List<AddressMention> primary = mentions.stream().filter(AddressMention::primary).toList();
    if (primary.isEmpty() || crossing(primary)) {
      return null;
    }
    AddressMention main = main(before, primary, correction);
    if (!namesStreet(main)) {
      return null;
    }
    boolean clear = main.streets().size() == 1;
    List<Street> streets = main.streets().isEmpty() ? main.suggestions() : main.streets();
    return new Heard.Address(
        slice(text, main.start(), main.end()),
        streets.stream().map(Street::id).toList(),
        clear,
        after.house());
  }

  static boolean namesStreet(AddressMention mention) {
    return mention.written() != null || !mention.streets().isEmpty();
  }

  private static AddressMention main(
      Place place, List<AddressMention> primary, boolean correction) {
    List<AddressMention> streets = primary.stream().filter(PlaceReading::namesStreet).toList();
    List<AddressMention> others = streets.stream().filter(m -> !isOn(m, place.street())).toList();
    if (!others.isEmpty() && others.size() < streets.size()) {
      // «Не на Хрещатику, а на Прорізній»: the street that is known is named to be left.
      return others.getLast();
    }
    if (streets.isEmpty()) {
      return primary.getLast();
    }
    if (correction) {
      return streets.getLast();
    }
    return streets.stream().filter(m -> m.house() != null).findFirst().orElse(streets.getFirst());
  }

  private static boolean isOn(AddressMention mention, @Nullable Street street) {
    return street != null
        && mention.streets().size() == 1
        && mention.streets().getFirst().id().equals(street.id());
  }

  private static boolean crossing(List<AddressMention> primary) {
    return primary.size() == 2
        && primary.stream().allMatch(m -> m.streets().size() == 1 && m.house() == null)
        && !primary.getFirst().streets().equals(primary.getLast().streets());
  }

  private static Place street(Place place, AddressMention mention) {
    List<Street> streets = mention.streets();
    Street known = place.street();
    if (streets.size() == 1) {
      Place next = place.on(streets.getFirst());
      boolean moved = known != null && !known.id().equals(streets.getFirst().id());
      return moved ? next.house(null, HouseCheck.FINE).inWords(null) : next;
    }
    String written = mention.written();
    if (streets.size() > 1) {
      boolean chosen = known != null && streets.contains(known);
      return chosen ? place : place.between(written == null ? "" : written, streets, true);
    }
    if (written == null) {
      return place;
    }
    boolean nothingNear = mention.suggestions().isEmpty() && place.attempts() > 0;
    return nothingNear
        ? place.asWritten(written)
        : place.between(written, mention.suggestions(), false);
  }

  private static Place house(Place place, AddressMention mention) {
    String number = number(mention);
    if (number == null) {
      return place;
    }
    if (mention.houseKnown() || place.street() == null) {
      return place.house(number, HouseCheck.FINE);
    }
    return place.house(number, doubt(place, number));
  }

  /// A house that the register doesn't know is asked for once and then taken as written.
  private static HouseCheck doubt(Place place, String number) {
    boolean said = place.check() == HouseCheck.ACCEPTED && number.equals(place.house());
    return said || place.check() == HouseCheck.DOUBTFUL ? HouseCheck.ACCEPTED : HouseCheck.DOUBTFUL;
  }

  private static @Nullable String number(AddressMention mention) {
    String house = mention.house();
    String building = mention.building();
    return house == null || building == null ? house : house + " корп. " + building;
  }

  private static String slice(String text, int start, int end) {
    int length = text.codePointCount(0, text.length());
    int from = text.offsetByCodePoints(0, Math.clamp(start, 0, length));
    int to = text.offsetByCodePoints(0, Math.clamp(end, 0, length));
    return text.substring(Math.min(from, to), to).strip();
  }
}
