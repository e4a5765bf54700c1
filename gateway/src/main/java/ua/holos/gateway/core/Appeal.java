package ua.holos.gateway.core;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.appeal.AppealStatus;

/// An appeal as the embedded core keeps it.
///
/// @param number in the manner of the city: the year's last digit and a sequence, `6-000123`
/// @param externalRef the sender's own id
/// @param attention what the citizen did that nobody looked at yet, null when nothing
/// @param attentionNote the citizen's words to it
/// @param statusNote the department's last words
/// @param responsible who is competent when this city isn't
/// @param version how many entries its history has
record Appeal(
    String number,
    @Nullable String externalRef,
    String serviceCode,
    String description,
    @Nullable String address,
    @Nullable String addressId,
    @Nullable Double latitude,
    @Nullable Double longitude,
    Applicant applicant,
    AppealStatus status,
    @Nullable Attention attention,
    String attentionNote,
    String statusNote,
    String responsible,
    int version,
    Instant requestedAt,
    Instant updatedAt,
    @Nullable Instant expectedAt,
    List<Attribute> attributes,
    List<String> media) {

  Appeal {
    attributes = List.copyOf(attributes);
    media = List.copyOf(media);
  }

  /// What the citizen did last.
  enum Attention {
    REOPENED,
    COMMENTED
  }

  /// Who filed it; each part null when not told.
  record Applicant(
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable String phone,
      @Nullable String email,
      @Nullable String accountId,
      @Nullable String deviceId) {

    /// First and last name, empty when neither is known.
    String name() {
      String first = firstName == null ? "" : firstName;
      String last = lastName == null ? "" : lastName;
      return (first + " " + last).strip();
    }
  }

  /// One value of a service's attribute; a list has several of the same code.
  record Attribute(String code, String value) {}

  boolean open() {
    return CoreStatuses.open(status);
  }

  /// Whether the promised time has passed and the work isn't done.
  boolean overdue(Instant now) {
    return open() && expectedAt != null && expectedAt.isBefore(now);
  }

  Appeal with(List<Attribute> attributes, List<String> media) {
    return new Appeal(
        number,
        externalRef,
        serviceCode,
        description,
        address,
        addressId,
        latitude,
        longitude,
        applicant,
        status,
        attention,
        attentionNote,
        statusNote,
        responsible,
        version,
        requestedAt,
        updatedAt,
        expectedAt,
        attributes,
        media);
  }
}
