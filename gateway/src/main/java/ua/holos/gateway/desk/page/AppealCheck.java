package ua.holos.gateway.desk.page;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.address.Street;
import ua.holos.bot.appeal.Catalogue;
import ua.holos.bot.appeal.Category;
import ua.holos.bot.form.Point;
import ua.holos.bot.form.Problem;
import ua.holos.bot.understanding.Detail;

/// Checks the form of an appeal against what its category needs.
final class AppealCheck {
  private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 ()-]{5,20}");
  private static final Pattern HOUSE = Pattern.compile("[0-9][0-9\\p{L}/ .-]{0,19}");
  private static final int LONGEST_FIELD = 200;

  private final Catalogue catalogue;
  private final StreetBook streets;

  AppealCheck(Catalogue catalogue, StreetBook streets) {
    this.catalogue = catalogue;
    this.streets = streets;
  }

  /// What came of the check.
  ///
  /// @param mistakes by field: the end of the words' key; empty when the appeal can be registered
  record Checked(
      @Nullable Category category,
      @Nullable Street street,
      @Nullable Point point,
      Map<Detail, String> details,
      Map<String, String> mistakes) {}

  Checked check(AppealForm form) {
    Map<String, String> mistakes = new LinkedHashMap<>();
    Category category = category(form.getCategory());
    if (category == null) {
      mistakes.put("category", form.getCategory().isEmpty() ? "category.none" : "category.unknown");
    }
    if (form.getDescription().isEmpty()) {
      mistakes.put("description", "description.none");
    } else if (form.getDescription().length() > Problem.LONGEST) {
      mistakes.put("description", "description.long");
    }
    Street street = null;
    if (!form.getStreet().isEmpty()) {
      street = streets.find(form.getStreetId(), form.getStreet());
      if (street == null) {
        mistakes.put("street", "street.unknown");
      }
    }
    Point point = point(form);
    place(form, category, street, point, mistakes);
    if (!form.getPhone().isEmpty() && !PHONE.matcher(form.getPhone()).matches()) {
      mistakes.put("phone", "phone.wrong");
    }
    if (form.getName().length() > LONGEST_FIELD) {
      mistakes.put("name", "long");
    }
    return new Checked(category, street, point, details(form, category, mistakes), mistakes);
  }

  private static void place(
      AppealForm form,
      @Nullable Category category,
      @Nullable Street street,
      @Nullable Point point,
      Map<String, String> mistakes) {
    if (!form.getHouse().isEmpty() && !HOUSE.matcher(form.getHouse()).matches()) {
      mistakes.put("house", "house.wrong");
    }
    if (form.getPlace().length() > LONGEST_FIELD) {
      mistakes.put("place", "long");
    }
    if (category == null || mistakes.containsKey("street")) {
      return;
    }
    boolean house = street != null && !form.getHouse().isEmpty();
    switch (category.where()) {
      case NONE -> {}
      case HOUSE -> {
        if (street == null) {
          mistakes.put("street", "street.none");
        }
        if (form.getHouse().isEmpty()) {
          mistakes.putIfAbsent("house", "house.none");
        }
      }
      case PLACE -> {
        if (!house && form.getPlace().isEmpty() && point == null) {
          mistakes.put("place", "place.none");
        }
      }
    }
  }

  private static Map<Detail, String> details(
      AppealForm form, @Nullable Category category, Map<String, String> mistakes) {
    Map<Detail, String> details = new LinkedHashMap<>();
    if (category == null) {
      return details;
    }
    for (Detail detail : category.needed()) {
      String given = given(form, detail);
      if (given.isEmpty()) {
        mistakes.put("detail-" + detail.code(), "detail.none");
      } else {
        details.put(detail, given);
      }
    }
    for (Detail detail : category.useful()) {
      String given = given(form, detail);
      if (!given.isEmpty()) {
        details.put(detail, given);
      }
    }
    details.forEach((detail, given) -> {
      if (given.length() > LONGEST_FIELD) {
        mistakes.put("detail-" + detail.code(), "long");
      }
    });
    return details;
  }

  private static String given(AppealForm form, Detail detail) {
    return form.getDetails().getOrDefault(detail.code(), "").strip();
  }

  private static @Nullable Point point(AppealForm form) {
    if (form.getLatitude().isEmpty() || form.getLongitude().isEmpty()) {
      return null;
    }
    try {
      Point point =
          new Point(
              Double.parseDouble(form.getLatitude()), Double.parseDouble(form.getLongitude()));
      boolean onEarth = Math.abs(point.latitude()) <= 90 && Math.abs(point.longitude()) <= 180;
      return onEarth ? point : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /// By its name, as it is chosen from the list, or by its code.
  @Nullable Category category(String given) {
    return catalogue.categories().stream()
        .filter(one -> one.name().equalsIgnoreCase(given) || one.code().equals(given))
        .findFirst()
        .orElse(null);
  }
}
