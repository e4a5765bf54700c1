package ua.holos.bot.conversation;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is asked of a message's delivery beside sending it.
///
/// @param topic what it is about (`appeal:5-12034`), null when nothing else will be said of it
/// @param disposable superfluous once a later message of the same topic waits behind it
/// @param urgent leaves at night too
/// @param followed the conversation wants to know what becomes of it: [Event.MessageSent] or
///   [Event.SendFailed], and then [Event.DeliveryReported]
/// @param until when it is worth nothing any more, null for the usual time of its priority
/// @param heardAt when the person last wrote, null when never: until a while after, some channels
///   cost nothing
public record Terms(
    @Nullable String topic,
    boolean disposable,
    boolean urgent,
    boolean followed,
    @Nullable Instant until,
    @Nullable Instant heardAt) {

  /// Nothing beside sending it.
  public static final Terms PLAIN = new Terms(null, false, false, false, null, null);

  /// Whoever wrote this short a time ago is awake, and looks at this channel.
  public static final Duration AWAKE = Duration.ofMinutes(15);

  /// Whether the message may leave now, as far as the quiet hours go: what is urgent may, and what
  /// goes to somebody who is awake.
  public boolean leavesAt(Instant now, QuietHours quiet) {
    return urgent || !quiet.at(now) || awake(heardAt, now);
  }

  static boolean awake(@Nullable Instant heardAt, Instant now) {
    return heardAt != null && now.isBefore(heardAt.plus(AWAKE));
  }

  /// The terms of a message that people send again: it has the usual time of its priority, nothing
  /// that was said since makes it superfluous, and the conversation, which has long drawn its
  /// conclusions, doesn't follow it.
  Terms anew(@Nullable Instant nowHeardAt) {
    return new Terms(null, false, urgent, false, null, nowHeardAt);
  }
}
