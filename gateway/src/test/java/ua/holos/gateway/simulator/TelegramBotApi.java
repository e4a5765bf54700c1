package ua.holos.gateway.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// The methods of the Bot API.
final class TelegramBotApi implements SimulatedHttp.Handler {
  private final TelegramQueues queues;
  private final TelegramChats chats;
  private final TelegramFiles files;
  private final List<TelegramSimulator.Call> calls = new CopyOnWriteArrayList<>();
  private final Set<String> failing = ConcurrentHashMap.newKeySet();

  TelegramBotApi(TelegramQueues queues, TelegramChats chats, TelegramFiles files) {
    this.queues = queues;
    this.chats = chats;
    this.files = files;
  }

  List<TelegramSimulator.Call> calls() {
    return List.copyOf(calls);
  }

  void breakDown(String method) {
    failing.add(method.toLowerCase(Locale.ROOT));
  }

  void mend(String method) {
    failing.remove(method.toLowerCase(Locale.ROOT));
  }

  @Override
  public SimulatedHttp.Answer answer(SimulatedHttp.Call call) throws InterruptedException {
    String last = call.path().substring(call.path().lastIndexOf('/') + 1);
    if (call.path().startsWith("/file/")) {
      return files
          .bytes(last)
          .map(bytes -> new SimulatedHttp.Answer(200, "application/octet-stream", bytes))
          .orElseGet(() -> refusal(404, "Not Found"));
    }
    String method = last.toLowerCase(Locale.ROOT);
    if (failing.contains(method)) {
      return new SimulatedHttp.Answer(502, "text/html", new byte[0]);
    }
    if (TelegramUpload.isForm(call.body())) {
      return chats.send(TelegramUpload.read(call.body()).messages(method), method);
    }
    JsonNode arguments;
    try {
      arguments =
          call.body().length == 0
              ? TelegramUpdates.JSON.createObjectNode()
              : TelegramUpdates.JSON.readTree(call.text());
    } catch (JsonProcessingException e) {
      return refusal(400, "Bad Request: can't parse JSON object");
    }
    if (!method.equals("sendmessage") && !method.equals("getupdates")) {
      calls.add(new TelegramSimulator.Call(method, arguments));
    }
    return call(method, arguments);
  }

  private SimulatedHttp.Answer call(String method, JsonNode arguments) throws InterruptedException {
    return switch (method) {
      case "sendmessage" -> chats.send(arguments);
      case "editmessagetext" -> chats.edit(arguments);
      case "getupdates" -> updates(arguments);
      case "setwebhook" -> {
        String url = arguments.path("url").asText("");
        queues.setWebhook(
            url.isEmpty() ? null : URI.create(url), arguments.path("secret_token").asText(""));
        yield ok("true");
      }
      case "deletewebhook" -> {
        queues.setWebhook(null, "");
        yield ok("true");
      }
      case "getfile" -> file(arguments.path("file_id").asText());
      case "getme" ->
          ok("{\"id\":42,\"is_bot\":true,\"first_name\":\"Holos\",\"username\":\"holos_bot\"}");
      case "answercallbackquery", "setmycommands", "sendchataction" -> ok("true");
      default -> refusal(404, "Not Found: method not found");
    };
  }

  private SimulatedHttp.Answer updates(JsonNode arguments) throws InterruptedException {
    if (queues.webhook() != null) {
      return refusal(409, "Conflict: can't use getUpdates method while webhook is active");
    }
    Optional<ArrayNode> batch =
        queues.poll(
            arguments.path("offset").asInt(0),
            Math.clamp(arguments.path("limit").asInt(100), 1, 100),
            Duration.ofSeconds(Math.clamp(arguments.path("timeout").asInt(0), 0, 50)));
    return batch
        .map(updates -> ok(updates.toString()))
        .orElseGet(() -> refusal(409, "Conflict: terminated by other getUpdates request"));
  }

  private SimulatedHttp.Answer file(String id) {
    return files
        .bytes(id)
        .map(bytes ->
            ok(
                """
                {"file_id":"%s","file_unique_id":"u","file_size":%d,"file_path":"%s"}\
                """
                    .formatted(id, bytes.length, id)))
        .orElseGet(() -> refusal(400, "Bad Request: invalid file_id"));
  }

  static SimulatedHttp.Answer ok(String result) {
    return SimulatedHttp.Answer.json(200, "{\"ok\":true,\"result\":" + result + "}");
  }

  static SimulatedHttp.Answer refusal(int code, String description) {
    return SimulatedHttp.Answer.json(
        code,
        "{\"ok\":false,\"error_code\":%d,\"description\":\"%s\"}".formatted(code, description));
  }
}
