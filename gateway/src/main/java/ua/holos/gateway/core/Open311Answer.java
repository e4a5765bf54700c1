package ua.holos.gateway.core;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An answer of the Open311 server, before it becomes JSON or XML.
///
/// Values are text, booleans, numbers, null, maps with names for keys, or [Items]. JSON follows the
/// Spark convention: a collection is an array without a wrapper. XML names the wrapper and each
/// item.
///
/// @param status HTTP status
/// @param root the XML root: `service_requests`
/// @param content an [Items] for a collection, a map for a single thing
record Open311Answer(int status, String root, Object content) {

  /// A collection; `item` is the name of one in XML.
  record Items(String item, List<?> values) {
    Items {
      values = List.copyOf(values);
    }
  }

  static Open311Answer collection(
      String root, String item, List<Map<String, @Nullable Object>> values) {
    return new Open311Answer(200, root, new Items(item, values));
  }

  static Open311Answer single(String root, Map<String, @Nullable Object> value) {
    return new Open311Answer(200, root, value);
  }

  /// Errors in the form of GeoReport v2; the code repeats the HTTP status, as the specification
  /// advises.
  static Open311Answer errors(int status, List<String> descriptions) {
    List<Map<String, String>> errors =
        descriptions.stream()
            .map(text -> Map.of("code", Integer.toString(status), "description", text))
            .toList();
    return new Open311Answer(status, "errors", new Items("error", errors));
  }

  static Open311Answer error(int status, String description) {
    return errors(status, List.of(description));
  }
}
