package ua.holos.gateway.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// People's phones and computers: they tell Viber what became of a message.
final class ViberDevices {
  private final ViberCallbacks callbacks;
  private final ReceiptTimer timer;

  ViberDevices(ViberCallbacks callbacks, ReceiptTimer timer) {
    this.callbacks = callbacks;
    this.timer = timer;
  }

  /// A message has come: each device says `delivered`, or one says `failed`, or the phone is off.
  void received(ViberPerson person, long token) {
    String failure = person.takeFailure();
    if (failure != null) {
      person.mark(token, ViberSimulator.Fate.FAILED);
      ObjectNode event = about(person, "failed", token).put("desc", failure);
      timer.later(() -> callbacks.tell(person.id(), event));
    } else if (person.reached(token)) {
      deliver(person, token);
    }
  }

  void turn(ViberPerson person, boolean off) {
    person.turn(off).forEach(token -> deliver(person, token));
  }

  private void deliver(ViberPerson person, long token) {
    if (person.fate(token) == ViberSimulator.Fate.SENT) {
      person.mark(token, ViberSimulator.Fate.DELIVERED);
    }
    for (int i = 0; i < person.devices(); i++) {
      ObjectNode event = about(person, "delivered", token);
      timer.later(() -> callbacks.tell(person.id(), event));
    }
  }

  /// Everything unread is read: one `seen`, for the last message.
  void read(ViberPerson person) {
    long last = person.see();
    if (last != 0) {
      ObjectNode event = about(person, "seen", last);
      timer.later(() -> callbacks.tell(person.id(), event));
    }
  }

  private ObjectNode about(ViberPerson person, String kind, long token) {
    return callbacks.event(kind).put("message_token", token).put("user_id", person.id());
  }

  /// A person as events have them.
  static ObjectNode user(ViberPerson person) {
    return ViberCallbacks.JSON
        .createObjectNode()
        .put("id", person.id())
        .put("name", "Громадянин")
        .put("country", "UA")
        .put("language", "uk")
        .put("api_version", person.apiVersion());
  }
}
