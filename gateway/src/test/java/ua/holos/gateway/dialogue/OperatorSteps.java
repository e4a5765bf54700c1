package ua.holos.gateway.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.conversation.Conversation;
import ua.holos.bot.conversation.Destination;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.HandOff;
import ua.holos.bot.conversation.Mode;
import ua.holos.bot.conversation.Operator;

/// The steps of a dialogue that are about the desk. What an operator does names them, and more
/// where it is needed; what became of it is the effect `answer done`, `answer held` ….
///
/// ```
/// - operator: {claims: Олена}
/// - operator: {replies: Олена, text: Добрий день}
/// - operator: {offers: Олена, to: Іван}         # or skill: water, department: roads
/// - operator: {accepts: Іван}                   # or declines
/// - operator: {releases: Олена, to: bot}        # or queue
/// - operator: {closes: Олена}                   # forced: true by a supervisor
/// - operator: {vanishes: Олена}
/// - operator: {assigns: Іван, by: Марія}        # without `by`: routing
/// - operator: {notes: Іван}
/// - operator: {registers: Олена, category: roads, text: Яма}
/// - operator: {corrects: Олена, category: roads, text: Яма}
/// - queue: {place: 3, minutes: 6}               # what the queue answers; staffed: false
/// ```
final class OperatorSteps {
  private int requests;

  static Operator operator(Object name) {
    return new Operator("o-" + name, name.toString());
  }

  static Event place(Instant at, Map<?, ?> queue) {
    Object minutes = queue.get("minutes");
    return new Event.QueuePlaceFound(
        at,
        Integer.parseInt(Understood.need(queue, "place")),
        minutes == null ? null : (Integer) minutes,
        !Boolean.FALSE.equals(queue.get("staffed")));
  }

  Event event(Instant at, Map<?, ?> deed) {
    requests++;
    String request = "r-" + requests;
    Map.Entry<?, ?> first = deed.entrySet().iterator().next();
    Operator by = operator(first.getValue());
    return switch (first.getKey().toString()) {
      case "claims" -> new Event.ConversationClaimed(at, request, by);
      case "assigns" ->
          new Event.ConversationAssigned(
              at, request, by, deed.get("by") == null ? null : operator(deed.get("by")));
      case "replies" -> new Event.OperatorReplied(at, request, by, text(deed), List.of());
      case "notes" -> new Event.NoteWritten(at, request, by, "Дзвонила вранці");
      case "offers" ->
          new Event.TransferOffered(
              at, request, by, destination(deed), "", at.plus(Duration.ofMinutes(2)));
      case "accepts" -> new Event.TransferAccepted(at, request, by);
      case "declines" -> new Event.TransferDeclined(at, request, by);
      case "releases" ->
          new Event.ConversationReleased(at, request, by, "bot".equals(deed.get("to")));
      case "closes" ->
          new Event.ConversationClosed(at, request, by, Boolean.TRUE.equals(deed.get("forced")));
      case "vanishes" -> new Event.OperatorVanished(at, request, by, at);
      case "registers" ->
          new Event.AppealRegistered(
              at,
              request,
              by,
              Understood.need(deed, "category"),
              text(deed),
              null,
              null,
              "біля школи",
              null,
              Map.of(),
              List.of(),
              null,
              null);
      case "corrects" ->
          new Event.ReadingCorrected(
              at, request, by, text(deed), Understood.need(deed, "category"), null, null);
      default -> throw new IllegalArgumentException("what an operator does: " + deed);
    };
  }

  private static String text(Map<?, ?> deed) {
    Object text = deed.get("text");
    return text == null ? "" : text.toString();
  }

  private static Destination destination(Map<?, ?> deed) {
    if (deed.get("skill") != null) {
      String code = deed.get("skill").toString();
      return new Destination(Destination.Kind.SKILL, code, code);
    }
    if (deed.get("department") != null) {
      String code = deed.get("department").toString();
      return new Destination(Destination.Kind.DEPARTMENT, code, code);
    }
    Operator to = operator(Understood.need(deed, "to"));
    return new Destination(Destination.Kind.OPERATOR, to.id(), to.name());
  }

  /// Who has the conversation after a step.
  static void compare(Map<String, Object> step, Conversation state) {
    Mode mode = state.mode();
    if (step.get("mode") != null) {
      String name =
          switch (mode) {
            case Mode.WithBot _ -> "bot";
            case Mode.AwaitingOperator _ -> "waiting";
            case Mode.WithOperator _ -> "held";
          };
      assertThat(name).as("mode").isEqualTo(step.get("mode"));
    }
    if (step.get("holder") != null) {
      assertThat(mode instanceof Mode.WithOperator held ? held.operator().name() : "nobody")
          .as("holder")
          .isEqualTo(step.get("holder"));
    }
    if (step.get("front") != null) {
      HandOff handOff = handOff(mode);
      assertThat(handOff != null && handOff.front()).as("front").isEqualTo(step.get("front"));
    }
    if (step.get("warning") != null) {
      assertThat(mode instanceof Mode.WithOperator held ? held.warning() : null)
          .as("warning")
          .isEqualTo(step.get("warning"));
    }
    if (step.get("appeals") != null) {
      assertThat(state.appeals().stream().map(appeal -> appeal.number()).toList())
          .isEqualTo(step.get("appeals"));
    }
    if (step.get("draft") != null) {
      assertThat(state.draft() == null ? "none" : state.draft().problem().category())
          .isEqualTo(step.get("draft"));
    }
  }

  private static @Nullable HandOff handOff(Mode mode) {
    return switch (mode) {
      case Mode.WithBot _ -> null;
      case Mode.AwaitingOperator waiting -> waiting.handOff();
      case Mode.WithOperator held -> held.handOff();
    };
  }
}
