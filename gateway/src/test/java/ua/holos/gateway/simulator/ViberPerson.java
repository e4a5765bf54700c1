package ua.holos.gateway.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Somebody who has Viber, and what they got from the bot. Guarded by itself.
final class ViberPerson {
  private static final Duration SESSION = Duration.ofHours(24);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int MOST_UNANSWERED = 100;
  private static final int MOST_DETAILS = 2;
  private static final Duration DETAILS_SPAN = Duration.ofHours(12);

  private final String id;
  private final List<ViberSimulator.Sent> sent = new ArrayList<>();
  private final Map<Long, ViberSimulator.Fate> fates = new HashMap<>();
  private final Deque<Instant> unanswered = new ArrayDeque<>();
  private final Deque<Instant> details = new ArrayDeque<>();
  private final List<Long> undelivered = new ArrayList<>();
  private int apiVersion = 10;
  private int devices = 1;
  private boolean subscribed;
  private boolean blocked;
  private boolean off;
  private @Nullable Instant wrote;
  private @Nullable String failure;
  private String trackingData = "";
  private JsonNode keyboard = MissingNode.getInstance();

  ViberPerson(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  synchronized boolean subscribed() {
    return subscribed;
  }

  synchronized void subscribe() {
    if (!subscribed) {
      subscribed = true;
      trackingData = "";
    }
  }

  synchronized void unsubscribe() {
    subscribed = false;
  }

  synchronized void block(boolean on) {
    blocked = on;
  }

  synchronized boolean blocked() {
    return blocked;
  }

  synchronized void setApiVersion(int version) {
    apiVersion = version;
  }

  synchronized int apiVersion() {
    return apiVersion;
  }

  synchronized void setDevices(int count) {
    devices = count;
  }

  synchronized int devices() {
    return devices;
  }

  /// The next message is taken and then refused by the person's device.
  synchronized void failNext(String why) {
    failure = why;
  }

  synchronized @Nullable String takeFailure() {
    String now = failure;
    failure = null;
    return now;
  }

  /// They wrote: a session of 24 hours begins, and the hourly count of unanswered ones ends.
  synchronized void wrote(Instant at) {
    wrote = at;
    unanswered.clear();
  }

  synchronized boolean inSession(Instant now) {
    return wrote != null && now.isBefore(wrote.plus(SESSION));
  }

  /// Whether one more message would be the 101st within an hour without an answer.
  synchronized boolean hadEnough(Instant now) {
    while (!unanswered.isEmpty() && !unanswered.peek().plus(HOUR).isAfter(now)) {
      unanswered.remove();
    }
    return unanswered.size() >= MOST_UNANSWERED;
  }

  /// Whether details of this person may be asked for: twice in 12 hours.
  synchronized boolean detailsAsked(Instant now) {
    while (!details.isEmpty() && !details.peek().plus(DETAILS_SPAN).isAfter(now)) {
      details.remove();
    }
    return details.size() < MOST_DETAILS && details.add(now);
  }

  synchronized void receive(ViberSimulator.Sent message, Instant now) {
    sent.add(message);
    fates.put(message.token(), ViberSimulator.Fate.SENT);
    if (message.charge() != ViberSimulator.Charge.WELCOME) {
      unanswered.add(now);
    }
    trackingData = message.raw().path("tracking_data").asText("");
    // Viber always shows the keyboard that was sent last; a message without one leaves it.
    if (message.raw().has("keyboard")) {
      keyboard = message.raw().get("keyboard");
    }
  }

  synchronized String trackingData() {
    return trackingData;
  }

  synchronized JsonNode keyboard() {
    return keyboard;
  }

  synchronized List<ViberSimulator.Sent> sent() {
    return List.copyOf(sent);
  }

  synchronized ViberSimulator.Fate fate(long token) {
    return fates.getOrDefault(token, ViberSimulator.Fate.SENT);
  }

  synchronized void mark(long token, ViberSimulator.Fate fate) {
    fates.put(token, fate);
  }

  /// Whether the phone is on; if not, the message waits for it.
  synchronized boolean reached(long token) {
    if (off) {
      undelivered.add(token);
      return false;
    }
    return true;
  }

  /// Switches the phone; the messages that waited for it.
  synchronized List<Long> turn(boolean off) {
    this.off = off;
    if (off) {
      return List.of();
    }
    List<Long> waited = List.copyOf(undelivered);
    undelivered.clear();
    return waited;
  }

  synchronized boolean off() {
    return off;
  }

  /// Everything delivered becomes seen; the last of it, 0 when there is none.
  synchronized long see() {
    long last = 0;
    for (ViberSimulator.Sent message : sent) {
      if (fates.get(message.token()) == ViberSimulator.Fate.DELIVERED) {
        fates.put(message.token(), ViberSimulator.Fate.SEEN);
        last = message.token();
      }
    }
    return last;
  }
}
