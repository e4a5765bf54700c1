package ua.holos.gateway.desk.page;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ua.holos.gateway.desk.page.CannedReplies.CannedReply;
import ua.holos.gateway.staff.CurrentStaff;
import ua.holos.gateway.staff.Role;
import ua.holos.gateway.staff.StaffMember;

/// The page of canned replies: supervisors keep everybody's, operators their own. Works without
/// scripts.
@Controller
final class CannedReplyPage {
  private static final String PAGE = "desk/replies";

  private final CannedReplies replies;
  private final CurrentStaff current;
  private final Doings doings;

  CannedReplyPage(CannedReplies replies, CurrentStaff current, Doings doings) {
    this.replies = replies;
    this.current = current;
    this.doings = doings;
  }

  @GetMapping("/desk/replies")
  String page(
      @RequestParam(required = false) @Nullable UUID edit,
      @RequestParam(defaultValue = "") String done,
      Model model,
      HttpServletResponse response) {
    StaffMember member = current.get();
    if (!writes(member)) {
      doings.refuse(member, "", "role");
      return show(model, member, null, "forbidden", response, 403);
    }
    CannedReply edited = null;
    try {
      edited =
          edit == null ? null : replies.find(edit).filter(one -> may(member, one)).orElse(null);
    } catch (DataAccessException e) {
      return show(model, member, null, "sql", response, 503);
    }
    model.addAttribute("done", done.equals("saved") || done.equals("deleted") ? done : null);
    return show(model, member, edited, null, response, 200);
  }

  private static boolean writes(StaffMember member) {
    return member.is(Role.OPERATOR) || member.is(Role.SUPERVISOR);
  }

  private static boolean may(StaffMember member, CannedReply reply) {
    return reply.owner() == null
        ? member.is(Role.SUPERVISOR)
        : reply.owner().equals(member.id().toString());
  }

  private String show(
      Model model,
      StaffMember member,
      @Nullable CannedReply edited,
      @Nullable String mistake,
      HttpServletResponse response,
      int status) {
    response.setStatus(status);
    model.addAttribute("staff", member);
    model.addAttribute("edited", edited);
    model.addAttribute("mistake", mistake);
    model.addAttribute("supervisor", member.is(Role.SUPERVISOR));
    model.addAttribute("placeholders", Placeholders.KNOWN);
    model.addAttribute("replies", List.of());
    if (status != 403) {
      try {
        model.addAttribute("replies", replies.of(member.id().toString()));
      } catch (DataAccessException e) {
        response.setStatus(503);
        model.addAttribute("mistake", "sql");
      }
    }
    return PAGE;
  }

  @PostMapping("/desk/replies/save")
  String save(
      @RequestParam(required = false) @Nullable UUID id,
      @RequestParam(defaultValue = "") String title,
      @RequestParam(defaultValue = "") String words,
      @RequestParam(defaultValue = "false") boolean shared,
      Model model,
      HttpServletResponse response) {
    StaffMember member = current.get();
    String owner = shared && member.is(Role.SUPERVISOR) ? null : member.id().toString();
    UUID key = id == null ? UUID.randomUUID() : id;
    CannedReply typed =
        new CannedReply(key, owner, title.strip(), words.replace("\r\n", "\n").strip());
    try {
      CannedReply known = id == null ? null : replies.find(id).orElse(null);
      if (!writes(member) || (known != null && !may(member, known))) {
        doings.refuse(member, "", "role");
        return show(model, member, null, "forbidden", response, 403);
      }
      String mistake = mistake(typed);
      if (mistake != null) {
        return show(model, member, typed, mistake, response, 422);
      }
      replies.save(typed, doings.now());
      return "redirect:/desk/replies?done=saved";
    } catch (DataAccessException e) {
      return show(model, member, typed, "sql", response, 503);
    }
  }

  private static @Nullable String mistake(CannedReply typed) {
    if (typed.title().isEmpty() || typed.words().isEmpty()) {
      return "empty";
    }
    if (typed.title().length() > CannedReplies.LONGEST_TITLE
        || typed.words().length() > CannedReplies.LONGEST_WORDS) {
      return "long";
    }
    return Placeholders.firstUnknown(typed.words()) == null ? null : "placeholder";
  }

  @PostMapping("/desk/replies/delete")
  String delete(@RequestParam UUID id, Model model, HttpServletResponse response) {
    StaffMember member = current.get();
    try {
      CannedReply known = replies.find(id).orElse(null);
      if (known != null && (!writes(member) || !may(member, known))) {
        doings.refuse(member, "", "role");
        return show(model, member, null, "forbidden", response, 403);
      }
      replies.delete(id);
      return "redirect:/desk/replies?done=deleted";
    } catch (DataAccessException e) {
      return show(model, member, null, "sql", response, 503);
    }
  }
}
