package ua.holos.gateway.simulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// What a phone of the page shows, from top to bottom.
final class PhoneLog {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

  /// A line whose marks may change after it was shown.
  private record Line(ObjectNode content, Consumer<ObjectNode> marks) {}

  private final List<Line> lines = new ArrayList<>();

  /// The owner of the phone says something.
  ///
  /// @param taken whether the bot has it by now
  void mine(Consumer<ObjectNode> content, BooleanSupplier taken) {
    add(
        "me",
        content,
        line -> {
          if (!line.path("taken").asBoolean() && taken.getAsBoolean()) {
            line.put("taken", true);
          }
        });
  }

  /// The bot's message came.
  ///
  /// @param marks puts in what became of it since
  void bots(Consumer<ObjectNode> content, Consumer<ObjectNode> marks) {
    add("bot", content, marks);
  }

  /// Something happened, such as a block; the page has the words.
  void note(String what) {
    add("note", line -> line.put("note", what), _ -> {});
  }

  private synchronized void add(
      String from, Consumer<ObjectNode> content, Consumer<ObjectNode> marks) {
    ObjectNode line =
        JSON.createObjectNode()
            .put("from", from)
            .put("at", LocalTime.now(ZoneId.systemDefault()).format(TIME));
    content.accept(line);
    lines.add(new Line(line, marks));
  }

  synchronized ArrayNode lines() {
    ArrayNode all = JSON.createArrayNode();
    for (Line line : lines) {
      line.marks().accept(line.content());
      all.add(line.content().deepCopy());
    }
    return all;
  }
}
