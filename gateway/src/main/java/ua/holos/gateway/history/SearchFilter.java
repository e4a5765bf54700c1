package ua.holos.gateway.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What narrows a search; null is what doesn't.
///
/// @param from from then on
/// @param until before then
/// @param channel a channel's scheme: `telegram`
/// @param operator id of an operator who held the conversation
/// @param reason why people were called: `asked`
record SearchFilter(
    @Nullable Instant from,
    @Nullable Instant until,
    @Nullable String channel,
    @Nullable String operator,
    @Nullable String reason) {
  static final SearchFilter NONE = new SearchFilter(null, null, null, null, null);
}
