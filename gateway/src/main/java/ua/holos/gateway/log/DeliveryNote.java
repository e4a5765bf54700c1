package ua.holos.gateway.log;

import java.math.BigDecimal;
import java.util.List;

/// What became of an outgoing message.
///
/// @param key the message's key
/// @param status `accepted` (the platform will report what becomes of it), `sent` (nothing more
///   will be heard), `failed`
/// @param externalIds the platform's ids, one for each part
/// @param reason why it failed, empty otherwise
/// @param parts how many messages or SMS parts the platform counts it as, 0 when it didn't leave
/// @param cost what it costs the city, in hryvnias
public record DeliveryNote(
    String key,
    String status,
    List<String> externalIds,
    String reason,
    int parts,
    BigDecimal cost) {
  public DeliveryNote {
    externalIds = List.copyOf(externalIds);
  }

  /// A message that costs nothing, with a part for each id.
  public DeliveryNote(String key, String status, List<String> externalIds, String reason) {
    this(key, status, externalIds, reason, externalIds.size(), BigDecimal.ZERO);
  }
}
