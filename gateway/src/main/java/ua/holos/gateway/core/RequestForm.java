package ua.holos.gateway.core;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.appeal.Category;

/// The parameters of a POST, read and checked one by one; what is wrong is collected, so that a
/// sender hears all of it at once. An empty parameter equals an absent one (GeoReport v2).
final class RequestForm {
  /// The longest description, in characters (GeoReport v2).
  static final int LONGEST_DESCRIPTION = 4000;

  private static final Pattern ATTRIBUTE = Pattern.compile("attribute\\[([^\\[\\]]+)](?:\\[])?");
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
  private static final int MOST_ATTRIBUTES = 60;
  private static final int MOST_MEDIA = 20;

  private final Map<String, String[]> parameters;
  private final List<String> mistakes = new ArrayList<>();

  RequestForm(Map<String, String[]> parameters) {
    this.parameters = parameters;
  }

  /// What is wrong so far, in words for the sender.
  List<String> mistakes() {
    return List.copyOf(mistakes);
  }

  void mistake(String description) {
    mistakes.add(description);
  }

  /// A parameter's text, null when absent or blank.
  @Nullable String text(String name, int longest) {
    String[] values = parameters.get(name);
    if (values == null || values.length == 0 || values[0].isBlank()) {
      return null;
    }
    String text = values[0].strip().replace("\0", "");
    if (text.codePointCount(0, text.length()) > longest) {
      mistakes.add(
          name
              + ": found "
              + text.codePointCount(0, text.length())
              + " characters, expected "
              + longest
              + " at most");
      return null;
    }
    return text;
  }

  /// A degree within its range, null when absent.
  @Nullable Double degrees(String name, double limit) {
    String text = text(name, 40);
    if (text == null) {
      return null;
    }
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value) && Math.abs(value) <= limit) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // told below
    }
    mistakes.add(
        name
            + ": found \""
            + text
            + "\", expected degrees (WGS 84) from -"
            + limit
            + " to "
            + limit);
    return null;
  }

  /// A time with a zone, null when absent.
  @Nullable Instant time(String name) {
    String text = text(name, 40);
    return text == null ? null : readTime(name, text);
  }

  /// All addresses of photos and files.
  List<String> mediaUrls() {
    List<String> urls = new ArrayList<>();
    for (String name : List.of("media_url", "media_url[]")) {
      String[] values = parameters.getOrDefault(name, new String[0]);
      for (String value : values) {
        if (!value.isBlank()) {
          urls.add(value.strip());
        }
      }
    }
    if (urls.size() > MOST_MEDIA) {
      mistakes.add("media_url: found " + urls.size() + ", expected " + MOST_MEDIA + " at most");
      return List.of();
    }
    for (String url : urls) {
      if (!url.startsWith("data:") && !webAddress(url)) {
        mistakes.add("media_url: expected an absolute http or https address");
      }
    }
    return urls;
  }

  /// `attribute[CODE]=value` and `attribute[CODE][]=value`, by code, in the order of sending.
  Map<String, List<String>> attributes() {
    Map<String, List<String>> attributes = new LinkedHashMap<>();
    parameters.forEach((name, values) -> {
      Matcher matcher = ATTRIBUTE.matcher(name);
      if (!matcher.matches()) {
        return;
      }
      String code = matcher.group(1);
      if (code.length() > 100) {
        mistakes.add("attribute: a code has 100 characters at most");
        return;
      }
      for (String value : values) {
        String text = value.strip().replace("\0", "");
        if (text.length() > 1000) {
          mistakes.add("attribute[" + code + "]: expected 1000 characters at most");
        } else if (!text.isEmpty()) {
          attributes.computeIfAbsent(code, key -> new ArrayList<>()).add(text);
        }
      }
    });
    if (attributes.size() > MOST_ATTRIBUTES) {
      mistakes.add("attribute: expected " + MOST_ATTRIBUTES + " at most");
    }
    return attributes;
  }

  /// The whole request, or empty when something is wrong with it.
  ///
  /// @param category the service that it is for
  /// @param idempotencyKey the header of that name
  Optional<NewAppeal> appeal(Category category, @Nullable String idempotencyKey) {
    Double latitude = degrees("lat", 90);
    Double longitude = degrees("long", 180);
    if ((latitude == null) != (longitude == null) && mistakes.isEmpty()) {
      mistakes.add("lat, long: expected both or none");
    }
    String address = text("address_string", 500);
    String addressId = text("address_id", 100);
    if (latitude == null
        && address == null
        && addressId == null
        && category.where() != Category.Where.NONE
        && mistakes.isEmpty()) {
      mistakes.add("Expected a place: lat and long, or address_string, or address_id");
    }
    String email = text("email", 254);
    if (email != null && !EMAIL.matcher(email).matches()) {
      mistakes.add("email: expected name@host");
    }
    String description = text("description", LONGEST_DESCRIPTION);
    Map<String, List<String>> attributes = attributes();
    String externalRef = first(attributes.remove("external_ref"));
    if (externalRef != null && externalRef.length() > 200) {
      mistakes.add("attribute[external_ref]: expected 200 characters at most");
    }
    if (idempotencyKey != null && idempotencyKey.length() > 200) {
      mistakes.add("Idempotency-Key: expected 200 characters at most");
    }
    String expected = first(attributes.remove("expected_datetime"));
    Instant expectedAt =
        expected == null ? null : readTime("attribute[expected_datetime]", expected);
    Appeal.Applicant applicant =
        new Appeal.Applicant(
            text("first_name", 200),
            text("last_name", 200),
            text("phone", 50),
            email,
            text("account_id", 200),
            text("device_id", 200));
    List<String> media = mediaUrls();
    if (!mistakes.isEmpty()) {
      return Optional.empty();
    }
    List<Appeal.Attribute> kept = new ArrayList<>();
    attributes.forEach(
        (code, values) -> values.forEach(value -> kept.add(new Appeal.Attribute(code, value))));
    return Optional.of(
        new NewAppeal(
            externalRef,
            idempotencyKey,
            category.code(),
            description == null ? "" : description,
            address,
            addressId,
            latitude,
            longitude,
            applicant,
            expectedAt,
            kept,
            media));
  }

  private @Nullable Instant readTime(String name, String text) {
    Optional<Instant> time = DateTimes.read(text);
    if (time.isEmpty()) {
      mistakes.add(
          name
              + ": found \""
              + text
              + "\", expected a time with a zone: 2026-11-22T10:15:00+02:00");
    }
    return time.orElse(null);
  }

  private static @Nullable String first(@Nullable List<String> values) {
    return values == null || values.isEmpty() ? null : values.getFirst();
  }

  private static boolean webAddress(String url) {
    try {
      URI uri = URI.create(url);
      return url.length() <= 2000
          && uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    } catch (IllegalArgumentException notAUri) {
      return false;
    }
  }
}
