package ua.holos.gateway.core;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.appeal.AppealStatus;

/// One entry of an appeal's history.
///
/// @param id the core's own, unique: `6-000123.4`
/// @param version its place in the history, from 1
/// @param status where the appeal stood afterwards
/// @param description the words that came with it
/// @param responsible who is competent, when this city isn't
/// @param expectedAt the promised time afterwards
/// @param serviceCode the category that the appeal was given, null when it kept its own
/// @param address that the appeal was given, null when it kept its own
/// @param externalRef the sender's own id of the appeal
record AppealUpdate(
    String id,
    String number,
    int version,
    Origin origin,
    AppealStatus status,
    String description,
    String responsible,
    @Nullable Instant expectedAt,
    List<String> media,
    Instant updatedAt,
    @Nullable String serviceCode,
    @Nullable String address,
    @Nullable String externalRef) {

  AppealUpdate {
    media = List.copyOf(media);
  }

  /// Whether it corrected what the appeal is about, or where it is.
  boolean corrects() {
    return serviceCode != null || address != null;
  }

  /// The same, correcting.
  AppealUpdate correcting(@Nullable String newServiceCode, @Nullable String newAddress) {
    return new AppealUpdate(
        id,
        number,
        version,
        origin,
        status,
        description,
        responsible,
        expectedAt,
        media,
        updatedAt,
        newServiceCode,
        newAddress,
        externalRef);
  }

  /// Whose doing it is.
  enum Origin {
    /// By the core's page: Holos is told.
    DEPARTMENT,
    /// By POST: it came from Holos.
    CITIZEN
  }
}
