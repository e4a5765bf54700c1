package ua.holos.gateway.desk.page;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import redis.clients.jedis.exceptions.JedisException;
import ua.holos.gateway.desk.LiveDesk;
import ua.holos.gateway.desk.Presence;
import ua.holos.gateway.staff.CurrentStaff;
import ua.holos.gateway.staff.MapTiles;
import ua.holos.gateway.staff.Role;
import ua.holos.gateway.staff.StaffMember;

/// The operators' page: the queue, and beside it the conversation that is open.
@Controller
final class DeskPage {
  private static final Set<Role> READERS = Set.of(Role.OPERATOR, Role.SUPERVISOR, Role.AUDITOR);

  private final LiveDesk desk;
  private final Presence presence;
  private final CurrentStaff current;
  private final QueueViews queues;
  private final ConversationPane pane;
  private final MapTiles map;
  private final Doings doings;

  DeskPage(
      LiveDesk desk,
      Presence presence,
      CurrentStaff current,
      QueueViews queues,
      ConversationPane pane,
      MapTiles map,
      Doings doings) {
    this.desk = desk;
    this.presence = presence;
    this.current = current;
    this.queues = queues;
    this.pane = pane;
    this.map = map;
    this.doings = doings;
  }

  @GetMapping("/desk")
  String page(
      @RequestParam(required = false) @Nullable String conversation,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    StaffMember member = current.get();
    if (!READERS.stream().anyMatch(member::is)) {
      if (conversation == null && member.is(Role.ADMINISTRATOR)) {
        return "redirect:/desk/accounts";
      }
      throw new AccessDeniedException("Reads no conversations");
    }
    model.addAttribute("staff", member);
    model.addAttribute("tiles", map.template());
    fill(model, member, conversation, false, response);
    if (conversation != null && !conversation.isBlank()) {
      pane.open(model, member, conversation, locale, response);
    }
    return "desk/page";
  }

  /// The queue, to be put into the page.
  ///
  /// @param part `own` without what colleagues hold: that is most of it in a large team, and may be
  ///   looked at less often
  @GetMapping("/desk/queue")
  String queue(
      @RequestParam(required = false) @Nullable String conversation,
      @RequestParam(defaultValue = "") String part,
      Model model,
      HttpServletResponse response) {
    fill(model, current.get(), conversation, part.equals("own"), response);
    return "desk/queue";
  }

  private void fill(
      Model model,
      StaffMember member,
      @Nullable String opened,
      boolean own,
      HttpServletResponse response) {
    try {
      List<Presence.Present> present = presence.present();
      model.addAttribute(
          "queue", queues.of(desk.all(), present, member, opened, own, doings.now()));
      model.addAttribute(
          "state",
          present.stream()
              .filter(one -> one.operator().id().equals(member.id().toString()))
              .map(one -> one.state().name())
              .findFirst()
              .orElse(Presence.State.TAKING.name()));
    } catch (JedisException e) {
      response.setStatus(503);
      model.addAttribute("queue", null);
      model.addAttribute("state", Presence.State.TAKING.name());
    }
  }
}
