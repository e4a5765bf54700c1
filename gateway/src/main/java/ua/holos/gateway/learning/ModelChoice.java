package ua.holos.gateway.learning;

import org.jspecify.annotations.Nullable;

/// Which models the whole installation uses.
///
/// @param revision grows by one with every change
/// @param active reads citizens' words
/// @param previous was active before, null when none was
/// @param shadow reads along, null when none does
record ModelChoice(
    long revision, ModelRef active, @Nullable ModelRef previous, @Nullable ModelRef shadow) {

  /// Before anybody chose.
  static final ModelChoice FIRST = new ModelChoice(0, ModelRef.SHIPPED, null, null);

  /// Another takes over; it need not read along any more.
  ModelChoice activating(ModelRef next) {
    return new ModelChoice(revision + 1, next, active, next.equals(shadow) ? null : shadow);
  }

  ModelChoice shadowing(@Nullable ModelRef next) {
    return new ModelChoice(revision + 1, active, previous, next);
  }
}
