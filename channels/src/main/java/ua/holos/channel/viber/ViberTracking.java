package ua.holos.channel.viber;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What Holos writes into a message's `tracking_data`, which Viber gives back with the person's
/// next message: `{"c":{"Так":"ok:1"},"p":true,"x":"flyer-7"}`. So a pressed button is recognised
/// though only its label comes back, and nothing has to be remembered.
///
/// @param choices payloads of the offered buttons, by what the person is seen to answer
/// @param asksForPhone whether a "share phone" button was offered
/// @param context what the deep link brought, empty when there was none
record ViberTracking(Map<String, String> choices, boolean asksForPhone, String context) {
  /// Viber's limit in characters.
  static final int LONGEST = 4000;

  static final ViberTracking NOTHING = new ViberTracking(Map.of(), false, "");

  private static final int LONGEST_CONTEXT = 500;
  private static final JsonMapper JSON = new JsonMapper();

  ViberTracking {
    choices = new LinkedHashMap<>(choices);
    context = context.length() > LONGEST_CONTEXT ? "" : context;
  }

  /// As Viber is to carry it. Of too many buttons the last ones are left out: their label is then
  /// taken for a typed text, which the conversation knows, too.
  ///
  /// @return null when there is nothing to carry
  @Nullable String written() {
    if (equals(NOTHING)) {
      return null;
    }
    LinkedHashMap<String, String> carried = new LinkedHashMap<>(choices);
    String text = write(carried);
    while (text.length() > LONGEST) {
      carried.pollLastEntry();
      text = write(carried);
    }
    return text;
  }

  private String write(Map<String, String> carried) {
    var node = JSON.createObjectNode();
    if (!carried.isEmpty()) {
      var choicesNode = node.putObject("c");
      carried.forEach(choicesNode::put);
    }
    if (asksForPhone) {
      node.put("p", true);
    }
    if (!context.isEmpty()) {
      node.put("x", context);
    }
    return JSON.writeValueAsString(node);
  }

  /// Reads what came back; [#NOTHING] for anything that isn't ours.
  static ViberTracking read(String text) {
    if (!text.startsWith("{")) {
      return NOTHING;
    }
    try {
      JsonNode node = JSON.readTree(text);
      Map<String, String> choices = new LinkedHashMap<>();
      node.path("c")
          .properties()
          .forEach(entry -> {
            if (entry.getValue().isString()) {
              choices.put(entry.getKey(), entry.getValue().stringValue());
            }
          });
      boolean asksForPhone = node.path("p").isBoolean() && node.path("p").booleanValue();
      return new ViberTracking(
          choices, asksForPhone, node.path("x").isString() ? node.path("x").stringValue() : "");
    } catch (JacksonException notOurs) {
      return NOTHING;
    }
  }
}
