package ua.holos.nlp.address;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ua.holos.nlp.address.AddressPart.BuildingPart;
import ua.holos.nlp.address.AddressPart.EntrancePart;
import ua.holos.nlp.address.AddressPart.FlatPart;
import ua.holos.nlp.address.AddressPart.HousePart;
import ua.holos.nlp.address.AddressPart.StreetPart;
import ua.holos.nlp.address.StreetChoice.Candidate;

/// Parts of one text that belong together, while the text is read.
final class AddressDraft {
  private final List<AddressPart> parts = new ArrayList<>();
  @Nullable StreetPart street;
  @Nullable HousePart house;
  @Nullable String building;
  @Nullable String entrance;
  @Nullable String flat;
  List<Candidate> candidates = List.of();
  boolean primary = true;
  boolean crossing;

  AddressDraft(AddressPart first) {
    add(first);
  }

  int from() {
    return parts.getFirst().from();
  }

  int to() {
    return parts.getLast().to();
  }

  boolean covers(int token) {
    return from() <= token && token < to();
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

  /// Takes what it lacks from parts that stand elsewhere in the text.
  void complete(AddressDraft other) {
    entrance = entrance == null ? other.entrance : entrance;
    flat = flat == null ? other.flat : flat;
    house = house == null ? other.house : house;
  }

  @Nullable String number() {
    return house == null ? null : house.houses().getFirst();
  }

  boolean isFull() {
    return street != null && house != null;
  }

  /// Whether it says nothing by which a place could be found.
  boolean isEmpty() {
    return street == null && house == null && entrance == null && flat == null;
  }

  boolean isSameStreet(AddressDraft other) {
    if (candidates.isEmpty() || other.candidates.isEmpty()) {
      return false;
    }
    int street = other.candidates.getFirst().street();
    return candidates.stream().anyMatch(candidate -> candidate.street() == street);
  }
}
