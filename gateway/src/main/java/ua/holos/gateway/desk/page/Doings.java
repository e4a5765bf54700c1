package ua.holos.gateway.desk.page;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.web.servlet.ModelAndView;
import redis.clients.jedis.exceptions.JedisException;
import ua.holos.bot.channel.InboxUnavailableException;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.DeskAnswer;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.Operator;
import ua.holos.gateway.desk.DeskRequests;
import ua.holos.gateway.staff.AuditTrail;
import ua.holos.gateway.staff.CurrentStaff;
import ua.holos.gateway.staff.Role;
import ua.holos.gateway.staff.StaffMember;

/// Has done what an operator asks for, and says what came of it. Needs neither SQL nor the page:
/// whatever goes wrong, the answer is a notice, and what was typed stays in the browser.
final class Doings {
  private static final Logger log = LoggerFactory.getLogger(Doings.class);
  private static final int LONGEST_REQUEST = 64;

  private final DeskRequests requests;
  private final CurrentStaff current;
  private final AuditTrail audit;
  private final InstantSource clock;

  Doings(DeskRequests requests, CurrentStaff current, AuditTrail audit, InstantSource clock) {
    this.requests = requests;
    this.current = current;
    this.audit = audit;
    this.clock = clock;
  }

  /// Makes the event of what is asked for.
  @FunctionalInterface
  interface Making {
    Event.OfDesk event(Instant at, Operator operator);
  }

  StaffMember staff() {
    return current.get();
  }

  Instant now() {
    return clock.instant();
  }

  /// Asks the conversation, when the member of staff has one of the roles.
  ModelAndView ask(
      String conversation,
      String request,
      HttpServletResponse response,
      String done,
      Making making,
      Role... roles) {
    StaffMember member = current.get();
    if (Arrays.stream(roles).noneMatch(member::is)) {
      return say(refuse(member, conversation, "role"), response);
    }
    if (request.isBlank() || request.length() > LONGEST_REQUEST) {
      return say(Notice.invalid("desk.notice.request", null), response);
    }
    return say(
        ask(
            new ConversationId(conversation),
            making.event(clock.instant(), member.operator()),
            done),
        response);
  }

  private Notice ask(ConversationId conversation, Event.OfDesk event, String done) {
    try {
      conversation.contact();
      return switch (requests.ask(conversation, event)) {
        case DeskRequests.Result.Answered(DeskAnswer answer) -> said(answer, done);
        case DeskRequests.Result.Pending _ -> Notice.pending();
      };
    } catch (InboxUnavailableException | JedisException e) {
      log.warn("A request of the desk could not be kept: {}", e.getClass().getSimpleName());
      return Notice.unavailable("desk.notice.unavailable");
    } catch (IllegalArgumentException notAConversation) {
      return Notice.invalid("desk.notice.conversation", null);
    }
  }

  private static Notice said(DeskAnswer answer, String done) {
    Operator holder = answer.holder();
    return switch (answer.outcome()) {
      case DONE -> Notice.done(done);
      case HELD -> Notice.refused("desk.notice.held", holder == null ? null : holder.name());
      case NOT_HELD -> Notice.refused("desk.notice.not-held", null);
      case NOT_WAITING -> Notice.refused("desk.notice.not-waiting", null);
      case NO_TRANSFER -> Notice.refused("desk.notice.no-transfer", null);
      case NOT_FOR_YOU -> Notice.refused("desk.notice.not-for-you", null);
    };
  }

  /// Writes down that somebody wanted what they may not.
  Notice refuse(StaffMember member, String conversation, String why) {
    try {
      audit.add(
          new AuditTrail.Entry(
              clock.instant(),
              member.id().toString(),
              member.name(),
              "refused",
              conversation,
              why));
    } catch (DataAccessException e) {
      log.warn(
          "Staff {} was refused ({}), which the audit trail could not take: {}",
          member.id(),
          why,
          e.getClass().getSimpleName());
    }
    return Notice.forbidden("desk.notice.forbidden." + why);
  }

  /// The notice, and for a form that was taken the id of its next request.
  ModelAndView say(Notice notice, HttpServletResponse response) {
    response.setStatus(notice.status());
    if (notice.done()) {
      response.setHeader(
          "HX-Trigger", "{\"desk-done\":{\"request\":\"%s\"}}".formatted(UUID.randomUUID()));
    } else if (notice.status() == 202) {
      response.setHeader("HX-Trigger", "desk-pending");
    }
    return new ModelAndView("desk/notice", Map.of("notice", notice));
  }
}
