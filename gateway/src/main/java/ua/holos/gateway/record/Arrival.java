package ua.holos.gateway.record;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.message.MessageStatus;

/// How far something that was sent has come: a part of a message by what was reported of it, or a
/// message by its parts. Reports may come in any order and more than once; what they come to is the
/// same.
///
/// @param at when the status was reached
/// @param arrivedAt the first sign that it is on the person's device, null without one
/// @param reason why it failed, otherwise empty
record Arrival(MessageStatus status, Instant at, @Nullable Instant arrivedAt, String reason) {

  /// What a single report says.
  static Arrival reported(MessageStatus status, Instant at, String reason) {
    boolean arrived = status == MessageStatus.DELIVERED || status == MessageStatus.READ;
    return new Arrival(
        status, at, arrived ? at : null, status == MessageStatus.FAILED ? reason : "");
  }

  /// A failure counts after "on its way", but not against a sign of arrival: a second device, or an
  /// impatient network in between, may fail where the message is long on the first.
  private static int weight(MessageStatus status) {
    return switch (status) {
      case QUEUED -> 0;
      case ACCEPTED -> 1;
      case SENT -> 2;
      case FAILED -> 3;
      case DELIVERED -> 4;
      case READ -> 5;
    };
  }

  /// Both reports together.
  Arrival and(Arrival other) {
    int heavier = Integer.compare(weight(status), weight(other.status));
    Arrival best = heavier > 0 || heavier == 0 && !at.isAfter(other.at) ? this : other;
    return new Arrival(best.status, best.at, first(arrivedAt, other.arrivedAt), best.reason);
  }

  private static @Nullable Instant first(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }

  /// A message of such parts: it has failed when one of them has, and is otherwise as far as the
  /// one that is least far.
  ///
  /// @param sentAt when the platform took the message
  /// @param readUntil what was sent until then has been seen, null when nothing is known of that
  static Arrival of(Collection<Arrival> parts, Instant sentAt, @Nullable Instant readUntil) {
    Arrival failed = null;
    Arrival last = null;
    Instant arrivedAt = Instant.MIN;
    for (Arrival part : parts) {
      if (part.status == MessageStatus.FAILED && (failed == null || part.at.isBefore(failed.at))) {
        failed = part;
      }
      if (last == null || LAST_TO_COME.compare(part, last) > 0) {
        last = part;
      }
      arrivedAt =
          part.arrivedAt == null || arrivedAt == null
              ? null
              : arrivedAt.isAfter(part.arrivedAt) ? arrivedAt : part.arrivedAt;
    }
    if (last == null) {
      throw new IllegalArgumentException("A message has a part at least");
    }
    if (failed != null) {
      return failed;
    }
    if (last.status != MessageStatus.READ && readUntil != null && !sentAt.isAfter(readUntil)) {
      return new Arrival(MessageStatus.READ, readUntil, arrivedAt, "");
    }
    return new Arrival(last.status, last.at, arrivedAt, "");
  }

  /// The least far, and of two equally far the later.
  private static final Comparator<Arrival> LAST_TO_COME =
      Comparator.comparingInt((Arrival part) -> -weight(part.status)).thenComparing(Arrival::at);
}
