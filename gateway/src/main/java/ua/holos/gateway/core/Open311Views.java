package ua.holos.gateway.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.appeal.Category;
import ua.holos.gateway.core.Open311Answer.Items;

/// Appeals, services and updates in the fields of GeoReport v2 and mySociety's extension. Codes and
/// ids are texts, what isn't known is null.
final class Open311Views {
  private final CoreCity city;

  Open311Views(CoreCity city) {
    this.city = city;
  }

  Map<String, @Nullable Object> service(Category category) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("service_code", category.code());
    view.put("service_name", category.name());
    view.put("description", null);
    view.put("metadata", !details(category).isEmpty());
    view.put("type", "realtime");
    view.put("keywords", category.emergency() ? "emergency" : null);
    view.put("group", city.departmentName().apply(category.department()));
    return view;
  }

  /// What a service wants to know. Nothing is `required`: a citizen who doesn't know the floor has
  /// the same right to file, and the department can ask.
  Map<String, @Nullable Object> definition(Category category) {
    List<String> details = details(category);
    List<Map<String, @Nullable Object>> attributes =
        IntStream.range(0, details.size())
            .mapToObj(i -> {
              Map<String, @Nullable Object> attribute = new LinkedHashMap<>();
              attribute.put("variable", true);
              attribute.put("code", details.get(i));
              attribute.put("datatype", "string");
              attribute.put("required", false);
              attribute.put("datatype_description", null);
              attribute.put("order", i + 1);
              attribute.put("description", city.detailName().apply(details.get(i)));
              return attribute;
            })
            .toList();
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("service_code", category.code());
    view.put("attributes", new Items("attribute", attributes));
    return view;
  }

  /// @param inside whether the caller may see what a citizen wrote; others get place, service and
  ///   status only, because words and photos tell who lives where
  /// @param extended whether `extended_attributes` were asked for
  Map<String, @Nullable Object> request(
      Appeal appeal, boolean inside, boolean extended, List<AppealUpdate> history, Instant now) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("service_request_id", appeal.number());
    view.put("status", CoreStatuses.georeport(appeal.status()));
    view.put("status_notes", inside ? orNull(appeal.statusNote()) : null);
    view.put("service_name", city.categoryName(appeal.serviceCode()));
    view.put("service_code", appeal.serviceCode());
    view.put("description", inside ? orNull(appeal.description()) : null);
    view.put("agency_responsible", orNull(city.departmentOf(appeal.serviceCode())));
    view.put("service_notice", null);
    view.put("requested_datetime", time(appeal.requestedAt()));
    view.put("updated_datetime", time(appeal.updatedAt()));
    view.put("expected_datetime", time(appeal.expectedAt()));
    view.put("address", appeal.address());
    view.put("address_id", appeal.addressId());
    view.put("zipcode", null);
    view.put("lat", appeal.latitude());
    view.put("long", appeal.longitude());
    view.put("media_url", inside && !appeal.media().isEmpty() ? appeal.media().getFirst() : null);
    if (extended) {
      view.put("extended_attributes", extended(appeal, inside, now));
      view.put("notes", new Items("note", inside ? notes(history) : List.of()));
    }
    return view;
  }

  private Map<String, @Nullable Object> extended(Appeal appeal, boolean inside, Instant now) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("external_status_code", CoreStatuses.code(appeal.status()));
    view.put("extended_status", CoreStatuses.extended(appeal.status()));
    view.put("responsible", orNull(appeal.responsible()));
    view.put("overdue", appeal.overdue(now));
    view.put("external_ref", inside ? appeal.externalRef() : null);
    List<Map<String, @Nullable Object>> attributes = new ArrayList<>();
    if (inside) {
      for (Appeal.Attribute attribute : appeal.attributes()) {
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        one.put("code", attribute.code());
        one.put("value", attribute.value());
        attributes.add(one);
      }
    }
    view.put("attributes", new Items("attribute", attributes));
    view.put("media_urls", new Items("media_url", inside ? appeal.media() : List.of()));
    return view;
  }

  private List<Map<String, @Nullable Object>> notes(List<AppealUpdate> history) {
    return history.stream()
        .map(update -> {
          Map<String, @Nullable Object> note = new LinkedHashMap<>();
          note.put("datetime", time(update.updatedAt()));
          note.put("description", orNull(update.description()));
          note.put("type", CoreStatuses.code(update.status()));
          return note;
        })
        .toList();
  }

  /// One `request_update` of mySociety's extension; `extras` carry what it has no field for.
  Map<String, @Nullable Object> update(AppealUpdate update, boolean inside) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("update_id", update.id());
    view.put("service_request_id", update.number());
    view.put("status", CoreStatuses.extended(update.status()));
    view.put("updated_datetime", time(update.updatedAt()));
    view.put("description", inside ? update.description() : "");
    view.put("media_url", inside ? media(update.media()) : null);
    view.put("external_status_code", CoreStatuses.code(update.status()));
    view.put("customer_reference", inside ? update.externalRef() : null);
    Map<String, @Nullable Object> extras = new LinkedHashMap<>();
    extras.put("origin", update.origin() == AppealUpdate.Origin.CITIZEN ? "citizen" : "department");
    extras.put("responsible", orNull(update.responsible()));
    extras.put("expected_datetime", time(update.expectedAt()));
    if (update.serviceCode() != null) {
      extras.put("service_code", update.serviceCode());
    }
    if (update.address() != null && inside) {
      extras.put("address", update.address());
    }
    view.put("extras", extras);
    return view;
  }

  @Nullable String time(@Nullable Instant instant) {
    return DateTimes.write(instant, city.zone());
  }

  private static @Nullable Object media(List<String> urls) {
    return switch (urls.size()) {
      case 0 -> null;
      case 1 -> urls.getFirst();
      default -> new Items("media_url", urls);
    };
  }

  private static List<String> details(Category category) {
    List<String> codes = new ArrayList<>();
    category.needed().forEach(detail -> codes.add(detail.code()));
    category.useful().forEach(detail -> codes.add(detail.code()));
    return codes.stream().distinct().toList();
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
