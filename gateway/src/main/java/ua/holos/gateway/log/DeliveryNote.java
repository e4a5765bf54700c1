package ua.holos.gateway.log;

import java.util.List;

/// What became of an outgoing message.
///
/// @param key the message's key
/// @param status `accepted` (receipts will follow), `sent` (nothing more will be heard), `failed`
/// @param externalIds the platform's ids, one for each part
/// @param reason why it failed, empty otherwise
public record DeliveryNote(String key, String status, List<String> externalIds, String reason) {
  public DeliveryNote {
    externalIds = List.copyOf(externalIds);
  }
}
