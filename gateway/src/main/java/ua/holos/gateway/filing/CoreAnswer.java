package ua.holos.gateway.filing;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// What a core system answered to one call, whichever form it speaks.
sealed interface CoreAnswer {

  /// It did what it was asked; the items of its collection, or the one thing it told.
  record Told(List<JsonNode> items) implements CoreAnswer {
    public Told {
      items = List.copyOf(items);
    }
  }

  /// It says no, in the form of GeoReport v2: HTTP status, its own code, its words.
  record Denied(int status, String code, String description) implements CoreAnswer {}

  /// It has a fault, doesn't answer, or answers something that isn't Open311. Whether it did what
  /// it was asked is unknown.
  record Silent(String detail) implements CoreAnswer {}
}
