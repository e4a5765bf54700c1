package ua.holos.gateway.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A TurboSMS in this process: `message/send.json` and `message/status.json`, always answered by
/// HTTP 200; the `response_code` decides. The same `sequence_id` again sends nothing and gets the
/// first answer with code 507.
public final class TurboSmsSimulator implements AutoCloseable {

  /// A message that was taken.
  ///
  /// @param phone without `+`
  public record Sms(String id, String phone, String sender, String text) {}

  /// A message's states, as `status.json` names them.
  public enum State {
    QUEUED("Queued"),
    SENT("Sent"),
    DELIVERED("Delivered"),
    UNDELIVERED("Undelivered"),
    EXPIRED("Expired"),
    REJECTED("Rejected");

    private final String word;

    State(String word) {
      this.word = word;
    }
  }

  private record Code(int code, String status) {
    static final Code OK = new Code(0, "OK");
    static final Code REQUIRED_TOKEN = new Code(103, "REQUIRED_TOKEN");
    static final Code REQUIRED_CONTENT = new Code(104, "REQUIRED_CONTENT");
    static final Code REQUIRED_MESSAGE_SENDER = new Code(200, "REQUIRED_MESSAGE_SENDER");
    static final Code REQUIRED_MESSAGE_TEXT = new Code(201, "REQUIRED_MESSAGE_TEXT");
    static final Code REQUIRED_MESSAGE_RECIPIENT = new Code(202, "REQUIRED_MESSAGE_RECIPIENT");
    static final Code REQUIRED_BALANCE = new Code(203, "REQUIRED_BALANCE");
    static final Code INVALID_TOKEN = new Code(301, "INVALID_TOKEN");
    static final Code INVALID_PHONE = new Code(305, "INVALID_PHONE");
    static final Code NOT_ALLOWED_MESSAGE_SENDER = new Code(400, "NOT_ALLOWED_MESSAGE_SENDER");
    static final Code STOPLIST = new Code(404, "NOT_ALLOWED_NUMBER_STOPLIST");
    static final Code NOT_ALLOWED_MESSAGE_ID = new Code(414, "NOT_ALLOWED_MESSAGE_ID");
    static final Code FAILED_PARSE_BODY = new Code(502, "FAILED_PARSE_BODY");
    static final Code DUPLICATE = new Code(507, "FAILED_DUPLICATE_REQUEST");
    static final Code ACCEPTED = new Code(800, "SUCCESS_MESSAGE_ACCEPTED");
    static final Code PARTLY_ACCEPTED = new Code(802, "SUCCESS_MESSAGE_PARTIAL_ACCEPTED");
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String token;
  private final String sender;
  private final SimulatedHttp http;
  private final Map<String, JsonNode> answered = new ConcurrentHashMap<>();
  private final Map<String, State> states = new ConcurrentHashMap<>();
  private final List<Sms> taken = new CopyOnWriteArrayList<>();
  private final Set<String> stoplist = ConcurrentHashMap.newKeySet();
  private final AtomicInteger duplicates = new AtomicInteger();
  private volatile boolean poor;

  private TurboSmsSimulator(String token, String sender) {
    this.token = token;
    this.sender = sender;
    this.http = new SimulatedHttp(0, "Authorization", this::answer);
  }

  /// Starts on a free port, for an account with this token and one registered sender.
  public static TurboSmsSimulator start(String token, String sender) {
    return new TurboSmsSimulator(token, sender);
  }

  /// What `holos.sms.turbosms.api-url` has to be.
  public String apiUrl() {
    return http.address();
  }

  /// The messages that were taken, in order.
  public List<Sms> taken() {
    return List.copyOf(taken);
  }

  /// How many requests had a `sequence_id` that had been there.
  public int duplicates() {
    return duplicates.get();
  }

  /// From now on a message is in this state.
  public void becomes(String id, State state) {
    states.put(id, state);
  }

  /// A number that nothing may be sent to.
  public void stops(String phone) {
    stoplist.add(phone);
  }

  /// Whether the account's money is used up.
  public void runsOutOfMoney(boolean poor) {
    this.poor = poor;
  }

  /// The API fails this way, until [Outage#NONE].
  public void breakDown(Outage how) {
    http.breakDown(how);
  }

  private SimulatedHttp.Answer answer(SimulatedHttp.Call call) {
    String header = call.token() == null ? "" : call.token();
    String given = header.replaceFirst("^(Bearer|Basic) ", "");
    if (given.isEmpty()) {
      given = call.parameter("token");
    }
    if (given.isEmpty()) {
      return coded(Code.REQUIRED_TOKEN);
    }
    if (!given.equals(token)) {
      return coded(Code.INVALID_TOKEN);
    }
    if (call.body().length == 0) {
      return coded(Code.REQUIRED_CONTENT);
    }
    JsonNode request;
    try {
      request = JSON.readTree(call.text());
    } catch (JsonProcessingException e) {
      return coded(Code.FAILED_PARSE_BODY);
    }
    return switch (call.path()) {
      case "/message/send.json" -> send(request);
      case "/message/status.json" -> status(request);
      default -> SimulatedHttp.Answer.json(404, "{}");
    };
  }

  private static SimulatedHttp.Answer coded(Code code) {
    return SimulatedHttp.Answer.json(200, body(code).putNull("response_result").toString());
  }

  private static ObjectNode body(Code code) {
    return JSON.createObjectNode()
        .put("response_code", code.code())
        .put("response_status", code.status());
  }

  private synchronized SimulatedHttp.Answer send(JsonNode request) {
    String sequence = request.path("sequence_id").asText("");
    JsonNode before = answered.get(sequence);
    if (!sequence.isEmpty() && before != null) {
      duplicates.incrementAndGet();
      ObjectNode again = body(Code.DUPLICATE);
      again.set("response_result", before);
      return SimulatedHttp.Answer.json(200, again.toString());
    }
    JsonNode sms = request.path("sms");
    String from = sms.path("sender").asText(request.path("sender").asText(""));
    String text = sms.path("text").asText(request.path("text").asText(""));
    Code refusal = refusal(request.path("recipients"), from, text);
    if (!refusal.equals(Code.OK)) {
      return coded(refusal);
    }
    ArrayNode results = JSON.createArrayNode();
    int good = 0;
    for (JsonNode recipient : request.path("recipients")) {
      String phone = recipient.asText();
      Code code =
          !phone.matches("380[0-9]{9}")
              ? Code.INVALID_PHONE
              : stoplist.contains(phone) ? Code.STOPLIST : Code.OK;
      ObjectNode result = results.addObject().put("phone", phone);
      result.put("response_code", code.code()).put("response_status", code.status());
      if (code.equals(Code.OK)) {
        good++;
        String id = UUID.randomUUID().toString();
        result.put("message_id", id);
        states.put(id, State.QUEUED);
        taken.add(new Sms(id, phone, from, text));
      } else {
        result.putNull("message_id");
      }
    }
    if (!sequence.isEmpty()) {
      answered.put(sequence, results);
    }
    ObjectNode body = body(good == results.size() ? Code.ACCEPTED : Code.PARTLY_ACCEPTED);
    body.set("response_result", results);
    return SimulatedHttp.Answer.json(200, body.toString());
  }

  private Code refusal(JsonNode recipients, String from, String text) {
    if (from.isEmpty()) {
      return Code.REQUIRED_MESSAGE_SENDER;
    }
    if (text.isEmpty()) {
      return Code.REQUIRED_MESSAGE_TEXT;
    }
    if (recipients.isEmpty()) {
      return Code.REQUIRED_MESSAGE_RECIPIENT;
    }
    if (!from.equals(sender)) {
      return Code.NOT_ALLOWED_MESSAGE_SENDER;
    }
    return poor ? Code.REQUIRED_BALANCE : Code.OK;
  }

  private SimulatedHttp.Answer status(JsonNode request) {
    ObjectNode body = body(Code.OK);
    ArrayNode results = body.putArray("response_result");
    for (JsonNode id : request.path("messages")) {
      State state = states.get(id.asText());
      Code code = state == null ? Code.NOT_ALLOWED_MESSAGE_ID : Code.OK;
      ObjectNode result = results.addObject().put("message_id", id.asText());
      result.put("response_code", code.code()).put("response_status", code.status());
      if (state != null) {
        result.put("type", "sms").put("status", state.word);
      }
    }
    return SimulatedHttp.Answer.json(200, body.toString());
  }

  @Override
  public void close() {
    http.close();
  }
}
