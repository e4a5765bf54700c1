package ua.holos.gateway.history;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that was found.
///
/// @param conversation where it is, or happened
/// @param person the name that the platform shows, null when none
/// @param kind of a message as in the record: `text`, `note`; an appeal's status; a call's reason
/// @param words of a message, an appeal's description; empty of others
/// @param author the operator who wrote a message or took a call, null when none
/// @param number of an appeal, null before it is filed and of others
/// @param category of an appeal or a call, null when none
/// @param address of an appeal, null when none
record Found(
    Place place,
    String conversation,
    @Nullable UUID contact,
    @Nullable String person,
    String kind,
    String words,
    @Nullable String author,
    @Nullable String number,
    @Nullable String category,
    @Nullable String address) {

  /// A page of what was found.
  ///
  /// @param next where the next page begins, null when this is the last
  /// @param cut whether more words begin as what was typed than were looked for
  record Page(List<Found> found, @Nullable Place next, boolean cut) {}
}
