package ua.holos.bot.appeal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.understanding.Detail;

/// A confirmed appeal on its way to the core system.
///
/// @param reference our own id, the same for every try: `<conversation>:<number of the draft>`
/// @param contact who files it
/// @param category code of the category
/// @param description the citizen's own words, at most 4,000 characters (Open311)
/// @param address street's current official name and house (`проспект Берестейський, 89А`), or the
///   words for a place; null for a category without a place, or when there is only a point
/// @param streetId the register's id of the street, null when unknown
/// @param latitude degrees (WGS 84), null when unknown
/// @param longitude degrees (WGS 84), null when unknown
/// @param details what else the category needs
/// @param attachments photos and files
/// @param phone in international form, null when the citizen didn't give one
/// @param name the citizen's name, null when not known
/// @param flags what an operator should look at, for instance `house-not-in-register`
/// @param confirmedAt when the citizen confirmed it
/// @param house number with building, null when unknown
/// @param heard what was read out of the words before the citizen had a say
public record AppealDraft(
    String reference,
    ContactUrn contact,
    String category,
    String description,
    @Nullable String address,
    @Nullable String streetId,
    @Nullable Double latitude,
    @Nullable Double longitude,
    Map<Detail, String> details,
    List<Attachment> attachments,
    @Nullable String phone,
    @Nullable String name,
    List<String> flags,
    Instant confirmedAt,
    @Nullable String house,
    Heard heard) {
  public AppealDraft {
    details = Map.copyOf(details);
    attachments = List.copyOf(attachments);
    flags = List.copyOf(flags);
    // A draft stored by an older version has none.
    heard = Objects.requireNonNullElse(heard, Heard.NOTHING);
  }

  /// An appeal of which nothing was read beforehand.
  public AppealDraft(
      String reference,
      ContactUrn contact,
      String category,
      String description,
      @Nullable String address,
      @Nullable String streetId,
      @Nullable Double latitude,
      @Nullable Double longitude,
      Map<Detail, String> details,
      List<Attachment> attachments,
      @Nullable String phone,
      @Nullable String name,
      List<String> flags,
      Instant confirmedAt) {
    this(
        reference,
        contact,
        category,
        description,
        address,
        streetId,
        latitude,
        longitude,
        details,
        attachments,
        phone,
        name,
        flags,
        confirmedAt,
        null,
        Heard.NOTHING);
  }
}
