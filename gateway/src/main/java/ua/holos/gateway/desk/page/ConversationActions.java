package ua.holos.gateway.desk.page;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import redis.clients.jedis.exceptions.JedisException;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.Operator;
import ua.holos.gateway.desk.LiveDesk;
import ua.holos.gateway.desk.Presence;
import ua.holos.gateway.staff.Role;
import ua.holos.gateway.staff.StaffMember;

/// Taking a conversation, giving it away, and closing it.
@Controller
final class ConversationActions {
  private final Doings doings;
  private final LiveDesk desk;
  private final Presence presence;
  private final Suitability suitability;

  ConversationActions(Doings doings, LiveDesk desk, Presence presence, Suitability suitability) {
    this.doings = doings;
    this.desk = desk;
    this.presence = presence;
    this.suitability = suitability;
  }

  @PostMapping("/desk/claim")
  ModelAndView claim(
      @RequestParam String conversation,
      @RequestParam String request,
      HttpServletResponse response) {
    StaffMember member = doings.staff();
    if (member.is(Role.OPERATOR) && !fits(member, conversation)) {
      return doings.say(doings.refuse(member, conversation, "skill"), response);
    }
    if (full(member)) {
      return doings.say(
          Notice.refused("desk.notice.full", Integer.toString(member.parallel())), response);
    }
    return doings.ask(
        conversation,
        request,
        response,
        "desk.notice.claimed",
        (at, operator) -> new Event.ConversationClaimed(at, request, operator),
        Role.OPERATOR);
  }

  /// What isn't on the desk is the bot's: anybody may step in.
  private boolean fits(StaffMember member, String conversation) {
    try {
      return desk.find(new ConversationId(conversation))
          .map(live -> suitability.fits(member, live.shown()))
          .orElse(true);
    } catch (JedisException e) {
      // The claim itself will say so.
      return true;
    }
  }

  private boolean full(StaffMember member) {
    try {
      return member.is(Role.OPERATOR) && suitability.full(member);
    } catch (JedisException e) {
      return false;
    }
  }

  @PostMapping("/desk/release")
  ModelAndView release(
      @RequestParam String conversation,
      @RequestParam String request,
      @RequestParam String to,
      HttpServletResponse response) {
    boolean toBot = to.equals("bot");
    return doings.ask(
        conversation,
        request,
        response,
        toBot ? "desk.notice.to-bot" : "desk.notice.to-queue",
        (at, operator) -> new Event.ConversationReleased(at, request, operator, toBot),
        Role.OPERATOR);
  }

  @PostMapping("/desk/close")
  ModelAndView close(
      @RequestParam String conversation,
      @RequestParam String request,
      @RequestParam(defaultValue = "false") boolean forced,
      HttpServletResponse response) {
    return doings.ask(
        conversation,
        request,
        response,
        "desk.notice.closed",
        (at, operator) -> new Event.ConversationClosed(at, request, operator, forced),
        forced ? Role.SUPERVISOR : Role.OPERATOR);
  }

  /// A supervisor gives the conversation to somebody who is there.
  @PostMapping("/desk/assign")
  ModelAndView assign(
      @RequestParam String conversation,
      @RequestParam String request,
      @RequestParam String operator,
      HttpServletResponse response) {
    Operator receiver = receiver(operator);
    if (receiver == null) {
      return doings.say(Notice.invalid("desk.notice.absent", null), response);
    }
    return doings.ask(
        conversation,
        request,
        response,
        "desk.notice.assigned",
        (at, by) -> new Event.ConversationAssigned(at, request, receiver, by),
        Role.SUPERVISOR);
  }

  private @Nullable Operator receiver(String id) {
    try {
      return presence.find(id).map(Presence.Present::operator).orElse(null);
    } catch (JedisException e) {
      return null;
    }
  }
}
