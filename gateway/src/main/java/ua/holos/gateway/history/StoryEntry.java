package ua.holos.gateway.history;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Something in a person's story.
///
/// @param conversation where it happened
/// @param incoming whether the person did it
/// @param author an operator's name, null when it was the person or the bot
/// @param state of a message: `delivered`; of an appeal: its status; a call's outcome or `open`
/// @param words what was said or noted
/// @param number of an appeal, null otherwise and before it is filed
/// @param category code, null when none
/// @param rating 1 to 5 where it is one, otherwise 0
record StoryEntry(
    Instant at,
    Kind kind,
    String conversation,
    long turn,
    boolean incoming,
    @Nullable String author,
    String state,
    String words,
    @Nullable String number,
    @Nullable String category,
    @Nullable String address,
    int rating,
    List<String> files) {

  /// What kinds of things a story is made of.
  enum Kind {
    MESSAGE,
    NOTE,
    DESK,
    APPEAL,
    STATUS,
    CALL,
    RATING;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  StoryEntry with(List<String> names) {
    return new StoryEntry(
        at,
        kind,
        conversation,
        turn,
        incoming,
        author,
        state,
        words,
        number,
        category,
        address,
        rating,
        names);
  }
}
