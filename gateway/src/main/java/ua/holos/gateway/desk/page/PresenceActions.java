package ua.holos.gateway.desk.page;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import redis.clients.jedis.exceptions.JedisException;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Mode;
import ua.holos.gateway.desk.LiveDesk;
import ua.holos.gateway.desk.Presence;
import ua.holos.gateway.staff.Role;
import ua.holos.gateway.staff.StaffMember;

/// Who is there, looks and types.
@Controller
final class PresenceActions {
  private final Doings doings;
  private final Presence presence;
  private final LiveDesk desk;
  private final TypingSign sign;

  PresenceActions(Doings doings, Presence presence, LiveDesk desk, TypingSign sign) {
    this.doings = doings;
    this.presence = presence;
    this.desk = desk;
    this.sign = sign;
  }

  /// A page's sign of life. Operators and supervisors count as present.
  @PostMapping("/desk/presence")
  ResponseEntity<Void> beat(
      @RequestParam(required = false) @Nullable String conversation,
      @RequestParam(defaultValue = "false") boolean typing) {
    StaffMember member = doings.staff();
    if (!member.is(Role.OPERATOR) && !member.is(Role.SUPERVISOR)) {
      return ResponseEntity.noContent().build();
    }
    ConversationId looking =
        conversation == null || conversation.isBlank() ? null : new ConversationId(conversation);
    try {
      presence.beat(member.operator(), looking, typing && looking != null);
      if (typing && looking != null && holds(member, looking)) {
        sign.tell(looking.contact(), member.name());
      }
      return ResponseEntity.noContent().build();
    } catch (JedisException e) {
      return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
    }
  }

  private boolean holds(StaffMember member, ConversationId conversation) {
    return desk.find(conversation)
        .filter(live ->
            live.shown().mode() instanceof Mode.WithOperator held
                && held.operator().id().equals(member.id().toString()))
        .isPresent();
  }

  @PostMapping("/desk/state")
  ModelAndView state(@RequestParam String state, HttpServletResponse response) {
    StaffMember member = doings.staff();
    if (!member.is(Role.OPERATOR)) {
      return doings.say(doings.refuse(member, "", "role"), response);
    }
    try {
      presence.state(member.operator(), Presence.State.valueOf(state));
      return doings.say(Notice.done("desk.notice.state." + state), response);
    } catch (IllegalArgumentException e) {
      return doings.say(Notice.invalid("desk.notice.request", null), response);
    } catch (JedisException e) {
      return doings.say(Notice.unavailable("desk.notice.unavailable"), response);
    }
  }

  /// Colleagues who look at the same conversation, or write in it.
  @GetMapping("/desk/colleagues")
  String colleagues(@RequestParam String conversation, Model model) {
    String me = doings.staff().id().toString();
    try {
      List<Presence.Present> looking =
          presence.present().stream()
              .filter(one ->
                  one.looking() != null
                      && one.looking().value().equals(conversation)
                      && !one.operator().id().equals(me))
              .toList();
      model.addAttribute("looking", looking);
    } catch (JedisException e) {
      model.addAttribute("looking", List.of());
    }
    return "desk/colleagues";
  }
}
