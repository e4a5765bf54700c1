package ua.holos.gateway.core;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A checked POST of a request.
///
/// @param idempotencyKey the `Idempotency-Key` header
/// @param expectedAt the sender's promise, null: the category's deadline counts
record NewAppeal(
    @Nullable String externalRef,
    @Nullable String idempotencyKey,
    String serviceCode,
    String description,
    @Nullable String address,
    @Nullable String addressId,
    @Nullable Double latitude,
    @Nullable Double longitude,
    Appeal.Applicant applicant,
    @Nullable Instant expectedAt,
    List<Appeal.Attribute> attributes,
    List<String> media) {

  NewAppeal {
    attributes = List.copyOf(attributes);
    media = List.copyOf(media);
  }
}
