package ua.holos.gateway.desk.page;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import redis.clients.jedis.exceptions.JedisException;
import ua.holos.bot.address.Street;
import ua.holos.bot.appeal.Category;
import ua.holos.bot.conversation.Event;
import ua.holos.gateway.staff.Role;

/// Putting right what was understood. What operators put right is what the model learns from.
@Controller
final class CorrectionActions {
  private static final int LONGEST_HOUSE = 60;

  private final Doings doings;
  private final ConversationPane pane;
  private final AppealCheck check;
  private final StreetBook streets;

  CorrectionActions(Doings doings, ConversationPane pane, AppealCheck check, StreetBook streets) {
    this.doings = doings;
    this.pane = pane;
    this.check = check;
    this.streets = streets;
  }

  /// Streets for what was typed so far.
  @GetMapping("/desk/streets")
  String streets(@RequestParam(defaultValue = "") String street, Model model) {
    doings.staff();
    List<Street> found = street.strip().length() < 2 ? List.of() : streets.search(street);
    model.addAttribute("streets", found);
    return "desk/streets";
  }

  @PostMapping("/desk/correct")
  ModelAndView correct(
      @RequestParam String conversation,
      @RequestParam String request,
      @RequestParam(defaultValue = "") String category,
      @RequestParam(defaultValue = "") String street,
      @RequestParam(defaultValue = "") String streetId,
      @RequestParam(defaultValue = "") String house,
      HttpServletResponse response) {
    Category chosen = category.isBlank() ? null : check.category(category.strip());
    if (!category.isBlank() && chosen == null) {
      return doings.say(Notice.invalid("desk.notice.category", null), response);
    }
    if (house.strip().length() > LONGEST_HOUSE) {
      return doings.say(Notice.invalid("desk.notice.long", null), response);
    }
    Street found = street.isBlank() ? null : streets.find(streetId, street);
    if (!street.isBlank() && found == null) {
      return doings.say(Notice.invalid("desk.notice.street", null), response);
    }
    if (chosen == null && found == null) {
      return doings.say(Notice.invalid("desk.notice.nothing", null), response);
    }
    return doings.ask(
        conversation,
        request,
        response,
        "desk.notice.corrected",
        (at, operator) ->
            new Event.ReadingCorrected(
                at,
                request,
                operator,
                text(conversation),
                chosen == null ? null : chosen.code(),
                found,
                given(house)),
        Role.OPERATOR);
  }

  /// The words that it is about; without them it is a correction all the same.
  private String text(String conversation) {
    try {
      return pane.understood(conversation, pane.find(conversation).orElse(null)).text();
    } catch (DataAccessException | JedisException e) {
      return "";
    }
  }

  private static @Nullable String given(String field) {
    return field.isBlank() ? null : field.strip();
  }
}
