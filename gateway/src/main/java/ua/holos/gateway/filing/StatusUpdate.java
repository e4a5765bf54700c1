package ua.holos.gateway.filing;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One `request_update` of a core system, as read.
///
/// @param status mySociety's extended state, as written
/// @param code the core's own, finer code, empty when it has none
/// @param category code of the category that the appeal was given, null when it keeps its own
/// @param address that the appeal was given, null when it keeps its own
/// @param addressId the register's id of the street of that address, null when not told
/// @param reference our own id of the appeal, null when the core doesn't tell it
/// @param ours whether it came from us in the first place
record StatusUpdate(
    String number,
    String id,
    Instant at,
    String status,
    String code,
    String note,
    String responsible,
    @Nullable Instant expectedAt,
    @Nullable String category,
    @Nullable String address,
    @Nullable String addressId,
    @Nullable String reference,
    boolean ours) {

  /// Whether it corrects what the appeal is about or where it is.
  boolean corrects() {
    return category != null || address != null;
  }

  /// Reads an update; empty when it lacks what every update has, or its time has no zone.
  static Optional<StatusUpdate> read(JsonNode item) {
    Optional<String> number = Open311Reader.text(item, "service_request_id");
    Optional<String> id = Open311Reader.text(item, "update_id");
    Optional<Instant> at = time(item, "updated_datetime");
    Optional<String> status = Open311Reader.text(item, "status");
    if (number.isEmpty() || id.isEmpty() || at.isEmpty() || status.isEmpty()) {
      return Optional.empty();
    }
    JsonNode extras = item.get("extras");
    List<String> note = new ArrayList<>();
    Open311Reader.text(item, "description").ifPresent(note::add);
    note.addAll(Open311Reader.texts(item, "media_url"));
    return Optional.of(
        new StatusUpdate(
            number.get(),
            id.get(),
            at.get(),
            status.get(),
            Open311Reader.text(item, "external_status_code")
                .or(() -> extra(extras, "external_status_code"))
                .orElse(""),
            String.join("\n", note),
            extra(extras, "responsible").orElse(""),
            extras == null ? null : time(extras, "expected_datetime").orElse(null),
            extra(extras, "service_code").orElse(null),
            extra(extras, "address").orElse(null),
            extra(extras, "address_id").orElse(null),
            Open311Reader.text(item, "customer_reference").orElse(null),
            extra(extras, "origin").filter("citizen"::equals).isPresent()));
  }

  private static Optional<String> extra(@Nullable JsonNode extras, String field) {
    return extras == null ? Optional.empty() : Open311Reader.text(extras, field);
  }

  private static Optional<Instant> time(JsonNode item, String field) {
    try {
      return Open311Reader.text(item, field).map(text -> OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }
}
