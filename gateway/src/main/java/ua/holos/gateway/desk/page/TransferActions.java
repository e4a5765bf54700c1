package ua.holos.gateway.desk.page;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import redis.clients.jedis.exceptions.JedisException;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Destination;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.Mode;
import ua.holos.gateway.city.Department;
import ua.holos.gateway.city.Departments;
import ua.holos.gateway.desk.DeskSettings;
import ua.holos.gateway.desk.LiveDesk;
import ua.holos.gateway.desk.Presence;
import ua.holos.gateway.staff.Role;
import ua.holos.gateway.staff.StaffMember;

/// Handing a conversation on: the offer, and what its receiver makes of it.
@Controller
final class TransferActions {
  private static final Set<String> LANGUAGES = Set.of("UKRAINIAN", "RUSSIAN", "ENGLISH");

  private static final int LONGEST_NOTE = 1_000;

  private final Doings doings;
  private final LiveDesk desk;
  private final Presence presence;
  private final Departments departments;
  private final Suitability suitability;
  private final DeskSettings settings;
  private final MessageSource words;

  TransferActions(
      Doings doings,
      LiveDesk desk,
      Presence presence,
      Departments departments,
      Suitability suitability,
      DeskSettings settings,
      MessageSource words) {
    this.doings = doings;
    this.desk = desk;
    this.presence = presence;
    this.departments = departments;
    this.suitability = suitability;
    this.settings = settings;
    this.words = words;
  }

  /// @param to `operator:<id>`, `department:<code>`, or the skill `language:<name>`
  @PostMapping("/desk/transfer")
  ModelAndView transfer(
      @RequestParam String conversation,
      @RequestParam String request,
      @RequestParam(defaultValue = "") String to,
      @RequestParam(defaultValue = "") String note,
      HttpServletResponse response) {
    Destination destination = destination(to);
    if (destination == null) {
      return doings.say(Notice.invalid("desk.notice.absent", null), response);
    }
    if (note.length() > LONGEST_NOTE) {
      return doings.say(Notice.invalid("desk.notice.long", null), response);
    }
    Instant until = doings.now().plus(settings.transferPatience());
    return doings.ask(
        conversation,
        request,
        response,
        "desk.notice.offered",
        (at, operator) ->
            new Event.TransferOffered(at, request, operator, destination, note.strip(), until),
        Role.OPERATOR);
  }

  private @Nullable Destination destination(String to) {
    int colon = to.indexOf(':');
    String kind = colon < 0 ? "" : to.substring(0, colon);
    String code = to.substring(colon + 1);
    try {
      return switch (kind) {
        case "operator" ->
            presence
                .find(code)
                .map(one -> new Destination(Destination.Kind.OPERATOR, code, one.operator().name()))
                .orElse(null);
        case "department" ->
            departments
                .department(code)
                .map(Department::name)
                .map(name -> new Destination(Destination.Kind.DEPARTMENT, code, name))
                .orElse(null);
        case "language" ->
            LANGUAGES.contains(code)
                ? new Destination(
                    Destination.Kind.SKILL,
                    code,
                    words.getMessage(
                        "desk.language." + code, null, LocaleContextHolder.getLocale()))
                : null;
        default -> null;
      };
    } catch (JedisException e) {
      return null;
    }
  }

  @PostMapping("/desk/accept")
  ModelAndView accept(
      @RequestParam String conversation,
      @RequestParam String request,
      HttpServletResponse response) {
    StaffMember member = doings.staff();
    if (member.is(Role.OPERATOR) && !meant(member, conversation)) {
      return doings.say(doings.refuse(member, conversation, "skill"), response);
    }
    return doings.ask(
        conversation,
        request,
        response,
        "desk.notice.accepted",
        (at, operator) -> new Event.TransferAccepted(at, request, operator),
        Role.OPERATOR);
  }

  /// An offer that isn't there is the conversation's to refuse.
  private boolean meant(StaffMember member, String conversation) {
    try {
      return desk.find(new ConversationId(conversation))
          .map(live -> live.shown().mode())
          .map(mode -> mode instanceof Mode.WithOperator held ? held.transfer() : null)
          .map(transfer -> suitability.meant(member, transfer.to()))
          .orElse(true);
    } catch (JedisException e) {
      return true;
    }
  }

  @PostMapping("/desk/decline")
  ModelAndView decline(
      @RequestParam String conversation,
      @RequestParam String request,
      HttpServletResponse response) {
    return declined(conversation, request, response, "desk.notice.declined");
  }

  /// Whoever offered it doesn't want to any more.
  @PostMapping("/desk/take-back")
  ModelAndView takeBack(
      @RequestParam String conversation,
      @RequestParam String request,
      HttpServletResponse response) {
    return declined(conversation, request, response, "desk.notice.taken-back");
  }

  private ModelAndView declined(
      String conversation, String request, HttpServletResponse response, String done) {
    return doings.ask(
        conversation,
        request,
        response,
        done,
        (at, operator) -> new Event.TransferDeclined(at, request, operator),
        Role.OPERATOR);
  }
}
