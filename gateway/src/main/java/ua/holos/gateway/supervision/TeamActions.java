package ua.holos.gateway.supervision;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ua.holos.bot.channel.InboxUnavailableException;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.Mode;
import ua.holos.bot.conversation.Operator;
import ua.holos.gateway.desk.DeskRequests;
import ua.holos.gateway.desk.LiveDesk;
import ua.holos.gateway.desk.Presence;
import ua.holos.gateway.staff.Role;
import ua.holos.gateway.staff.StaffDirectory;
import ua.holos.gateway.staff.StaffMember;

/// What supervisors do: give a conversation to an operator, free one that is stuck, send somebody
/// to a break. Each leaves a line in the trail before it is done; without the trail it isn't done.
@Controller
final class TeamActions {
  private static final Logger log = LoggerFactory.getLogger(TeamActions.class);

  /// What the page can be told of.
  static final Set<String> DONE =
      Set.of(
          "assigned",
          "queued",
          "closed",
          "away",
          "pending",
          "refused",
          "unknown",
          "gone",
          "trail",
          "work");

  private final TeamAccess access;
  private final DeskRequests requests;
  private final LiveDesk desk;
  private final Presence presence;
  private final StaffDirectory staff;
  private final InstantSource clock;

  TeamActions(
      TeamAccess access,
      DeskRequests requests,
      LiveDesk desk,
      Presence presence,
      StaffDirectory staff) {
    this.access = access;
    this.requests = requests;
    this.desk = desk;
    this.presence = presence;
    this.staff = staff;
    this.clock = InstantSource.system();
  }

  private interface Doing {
    String run();
  }

  @PostMapping("/desk/team/assign")
  String assign(@RequestParam String conversation, @RequestParam String operator) {
    StaffMember who = access.require();
    return outcome(() -> {
      Optional<StaffMember> to = operator(operator);
      if (to.isEmpty()) {
        return "unknown";
      }
      ConversationId id = known(conversation);
      if (id == null) {
        return "gone";
      }
      access.note(who, "assigned", conversation, "to " + to.get().name());
      return ask(
          id,
          new Event.ConversationAssigned(
              clock.instant(), request(), to.get().operator(), who.operator()),
          "assigned");
    });
  }

  /// A conversation whose operator can't go on: back to the front of the queue.
  @PostMapping("/desk/team/queue")
  String queue(@RequestParam String conversation) {
    StaffMember who = access.require();
    return outcome(() -> {
      Operator holder =
          known(conversation) == null
              ? null
              : desk.find(new ConversationId(conversation))
                  .filter(one -> one.shown().mode() instanceof Mode.WithOperator)
                  .map(one -> ((Mode.WithOperator) one.shown().mode()).operator())
                  .orElse(null);
      if (holder == null) {
        return "gone";
      }
      access.note(who, "freed", conversation, "from " + holder.name());
      Instant now = clock.instant();
      return ask(
          new ConversationId(conversation),
          new Event.OperatorVanished(now, request(), holder, now),
          "queued");
    });
  }

  @PostMapping("/desk/team/close")
  String close(@RequestParam String conversation) {
    StaffMember who = access.require();
    return outcome(() -> {
      ConversationId id = known(conversation);
      if (id == null) {
        return "gone";
      }
      access.note(who, "closed", conversation, "forced");
      return ask(
          id,
          new Event.ConversationClosed(clock.instant(), request(), who.operator(), true),
          "closed");
    });
  }

  @PostMapping("/desk/team/away")
  String away(@RequestParam String operator) {
    StaffMember who = access.require();
    return outcome(() -> {
      Optional<Presence.Present> present = presence.find(operator);
      if (present.isEmpty()) {
        return "unknown";
      }
      access.note(who, "set-away", null, present.get().operator().name());
      presence.state(present.get().operator(), Presence.State.AWAY);
      return "away";
    });
  }

  private static String outcome(Doing doing) {
    String done;
    try {
      done = doing.run();
    } catch (DataAccessException e) {
      log.warn(
          "A supervisor's doing has no line in the trail and isn't done: {}",
          e.getClass().getSimpleName());
      done = "trail";
    } catch (InboxUnavailableException e) {
      log.warn("A supervisor's doing can't be taken now");
      done = "refused";
    }
    return "redirect:/desk/team?done=" + done + "#now";
  }

  private String ask(ConversationId conversation, Event.OfDesk event, String done) {
    return switch (requests.ask(conversation, event)) {
      case DeskRequests.Result.Answered(var answer) -> answer.done() ? done : "gone";
      case DeskRequests.Result.Pending _ -> "pending";
    };
  }

  /// One that people have or are to have.
  private @org.jspecify.annotations.Nullable ConversationId known(String conversation) {
    return desk.all().stream()
        .map(one -> one.conversation())
        .filter(id -> id.value().equals(conversation))
        .findFirst()
        .orElse(null);
  }

  private Optional<StaffMember> operator(String id) {
    try {
      return staff.find(UUID.fromString(id)).filter(one -> one.active() && one.is(Role.OPERATOR));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String request() {
    return UUID.randomUUID().toString();
  }
}
