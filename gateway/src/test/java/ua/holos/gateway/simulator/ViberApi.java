package ua.holos.gateway.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The REST API under `/pa`, and the pictures that people sent under `/media`.
final class ViberApi implements SimulatedHttp.Handler {
  private static final int MOST_ONLINE = 100;

  private final ViberOptions options;
  private final ViberCallbacks callbacks;
  private final ViberDevices devices;
  private final Map<String, ViberPerson> people = new ConcurrentHashMap<>();
  private final Map<String, byte[]> media = new ConcurrentHashMap<>();
  private final Map<ViberStatus, AtomicLong> answers = new ConcurrentHashMap<>();
  private final AtomicInteger charged = new AtomicInteger();
  private final AtomicInteger inSession = new AtomicInteger();
  private final List<Consumer<ViberSimulator.Sent>> listeners = new CopyOnWriteArrayList<>();

  ViberApi(ViberOptions options, ViberCallbacks callbacks, ViberDevices devices) {
    this.options = options;
    this.callbacks = callbacks;
    this.devices = devices;
  }

  ViberPerson person(String id) {
    return people.computeIfAbsent(id, ViberPerson::new);
  }

  int charged() {
    return charged.get();
  }

  int inSession() {
    return inSession.get();
  }

  long answered(ViberStatus status) {
    AtomicLong count = answers.get(status);
    return count == null ? 0 : count.get();
  }

  void onSent(Consumer<ViberSimulator.Sent> listener) {
    listeners.add(listener);
  }

  /// Keeps a file; its path.
  String keep(byte[] bytes, String extension) {
    String path = "/media/" + callbacks.nextToken() + "." + extension;
    media.put(path, bytes.clone());
    return path;
  }

  @Override
  public SimulatedHttp.Answer answer(SimulatedHttp.Call call) {
    if (call.path().startsWith("/media/")) {
      byte[] bytes = media.get(call.path());
      String type = call.path().endsWith(".png") ? "image/png" : "image/jpeg";
      return bytes == null
          ? SimulatedHttp.Answer.json(404, "{}")
          : new SimulatedHttp.Answer(200, type, bytes);
    }
    if (!call.path().startsWith("/pa/") || !call.method().equals("POST")) {
      return SimulatedHttp.Answer.json(404, "{}");
    }
    if (!options.token().equals(call.token())) {
      return status(ViberStatus.INVALID_AUTH_TOKEN);
    }
    if (call.body().length > ViberRules.MOST_BYTES) {
      return status(ViberStatus.BAD_DATA);
    }
    JsonNode request;
    try {
      request = ViberCallbacks.JSON.readTree(call.text());
    } catch (JsonProcessingException e) {
      return status(ViberStatus.BAD_DATA);
    }
    return switch (call.path().substring("/pa/".length())) {
      case "set_webhook" -> setWebhook(request);
      case "get_account_info" -> account();
      case "send_message" -> send(request);
      case "get_user_details" -> details(request.path("id").asText(""));
      case "get_online" -> online(request.path("ids"));
      default -> SimulatedHttp.Answer.json(404, "{}");
    };
  }

  private static ObjectNode ok() {
    return ViberCallbacks.JSON
        .createObjectNode()
        .put("status", 0)
        .put("status_message", ViberStatus.OK.message());
  }

  private static SimulatedHttp.Answer answer(ObjectNode body) {
    return SimulatedHttp.Answer.json(200, body.toString());
  }

  private SimulatedHttp.Answer status(ViberStatus status) {
    answers.computeIfAbsent(status, _ -> new AtomicLong()).incrementAndGet();
    return answer(ok().put("status", status.code()).put("status_message", status.message()));
  }

  private SimulatedHttp.Answer setWebhook(JsonNode request) {
    String url = request.path("url").asText("");
    Set<String> events = new HashSet<>();
    request.path("event_types").forEach(event -> events.add(event.asText()));
    URI to;
    try {
      to = url.isEmpty() ? null : URI.create(url);
    } catch (IllegalArgumentException e) {
      return status(ViberStatus.INVALID_URL);
    }
    if ((to != null && to.getHost() == null) || !callbacks.set(to, events)) {
      return status(ViberStatus.INVALID_URL);
    }
    ObjectNode body = ok();
    ArrayNode set = body.putArray("event_types");
    events.forEach(set::add);
    return answer(body);
  }

  private SimulatedHttp.Answer account() {
    ObjectNode body = ok();
    body.put("id", "pa:75346594275468546724").put("name", "Holos").put("uri", "holos");
    body.put("webhook", String.valueOf(callbacks.webhook()));
    body.put("subscribers_count", people.values().stream().filter(ViberPerson::subscribed).count());
    return answer(body);
  }

  private SimulatedHttp.Answer details(String id) {
    ViberPerson person = people.get(id);
    if (person == null) {
      return status(ViberStatus.RECEIVER_NOT_REGISTERED);
    }
    if (!person.detailsAsked(options.clock().instant())) {
      return status(ViberStatus.TOO_MANY_REQUESTS);
    }
    ObjectNode body = ok().put("message_token", callbacks.nextToken());
    body.set("user", ViberDevices.user(person));
    return answer(body);
  }

  private SimulatedHttp.Answer online(JsonNode ids) {
    if (ids.isEmpty()) {
      return status(ViberStatus.MISSING_DATA);
    }
    if (ids.size() > MOST_ONLINE) {
      return status(ViberStatus.BAD_DATA);
    }
    ObjectNode body = ok();
    ArrayNode users = body.putArray("users");
    for (JsonNode id : ids) {
      ViberPerson person = people.get(id.asText());
      boolean online = person != null && person.subscribed() && !person.off();
      users
          .addObject()
          .put("id", id.asText())
          .put("online_status", person == null ? 3 : online ? 0 : 1)
          .put("online_status_message", online ? "online" : "offline");
    }
    return answer(body);
  }

  private SimulatedHttp.Answer send(JsonNode request) {
    Instant now = options.clock().instant();
    String receiver = request.path("receiver").asText("");
    ViberPerson person = people.get(receiver);
    ViberStatus status = refusal(request, receiver, person, now);
    if (status != ViberStatus.OK || person == null) {
      return status(status);
    }
    ViberSimulator.Charge charge =
        person.inSession(now) ? ViberSimulator.Charge.SESSION : ViberSimulator.Charge.CHARGED;
    (charge == ViberSimulator.Charge.SESSION ? inSession : charged).incrementAndGet();
    ViberSimulator.Sent message = take(person, request, charge);
    answers.computeIfAbsent(ViberStatus.OK, _ -> new AtomicLong()).incrementAndGet();
    return answer(
        ok().put("message_token", message.token())
            .put("chat_hostname", "SN-CHAT-SIMULATED_")
            .put("billing_status", charge == ViberSimulator.Charge.SESSION ? 1 : 3));
  }

  private ViberStatus refusal(
      JsonNode request, String receiver, @Nullable ViberPerson person, Instant now) {
    if (callbacks.webhook() == null) {
      return ViberStatus.WEBHOOK_NOT_SET;
    }
    if (receiver.isEmpty()) {
      return ViberStatus.MISSING_DATA;
    }
    ViberStatus content = ViberRules.check(request);
    if (content != ViberStatus.OK) {
      return content;
    }
    if (person == null) {
      return ViberStatus.RECEIVER_NOT_REGISTERED;
    }
    if (person.blocked()) {
      return ViberStatus.BLOCKED;
    }
    if (!person.subscribed()) {
      return ViberStatus.RECEIVER_NOT_SUBSCRIBED;
    }
    if (request.path("min_api_version").asInt(1) > person.apiVersion()) {
      return ViberStatus.API_VERSION_NOT_SUPPORTED;
    }
    return person.hadEnough(now) ? ViberStatus.TOO_MANY_REQUESTS : ViberStatus.OK;
  }

  /// A welcome that came in the answer to `conversation_started`; nothing when it is no message.
  void welcome(ViberPerson person, byte[] body) {
    try {
      JsonNode message = ViberCallbacks.JSON.readTree(body);
      if (!message.isEmpty() && ViberRules.check(message) == ViberStatus.OK) {
        take(person, message, ViberSimulator.Charge.WELCOME);
      }
    } catch (java.io.IOException e) {
      // Viber shows nothing either.
    }
  }

  private ViberSimulator.Sent take(
      ViberPerson person, JsonNode request, ViberSimulator.Charge charge) {
    ViberSimulator.Sent message =
        new ViberSimulator.Sent(
            person.id(),
            callbacks.nextToken(),
            request.path("type").asText(""),
            request.path("text").asText(""),
            ViberSimulator.Button.of(request.path("keyboard")),
            request,
            charge);
    person.receive(message, options.clock().instant());
    devices.received(person, message.token());
    listeners.forEach(listener -> listener.accept(message));
    return message;
  }
}
