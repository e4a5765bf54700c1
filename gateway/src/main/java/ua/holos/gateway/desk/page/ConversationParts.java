package ua.holos.gateway.desk.page;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import redis.clients.jedis.exceptions.JedisException;
import ua.holos.bot.conversation.Conversation;
import ua.holos.bot.understanding.CategoryGuess;
import ua.holos.gateway.desk.page.ThreadReader.Place;
import ua.holos.gateway.staff.CurrentStaff;
import ua.holos.gateway.staff.StaffMember;
import ua.holos.nlp.HolosUnderstander;
import ua.holos.nlp.category.Reason;
import ua.holos.nlp.category.Reasons;

/// The parts of an open conversation, fetched one by one when there is news.
@Controller
final class ConversationParts {
  private static final int MOST_GUESSES = 3;

  private final CurrentStaff current;
  private final ConversationPane pane;
  private final ViewTrail trail;
  private final ConversationViews views;
  private final HolosUnderstander understander;

  ConversationParts(
      CurrentStaff current,
      ConversationPane pane,
      ViewTrail trail,
      ConversationViews views,
      HolosUnderstander understander) {
    this.current = current;
    this.pane = pane;
    this.trail = trail;
    this.views = views;
    this.understander = understander;
  }

  /// One category that was thought of.
  ///
  /// @param pro words that spoke for it
  record GuessView(String name, int percent, List<String> pro, List<String> contra) {}

  @GetMapping("/desk/conversation")
  String conversation(
      @RequestParam String conversation, Locale locale, Model model, HttpServletResponse response) {
    pane.open(model, current.get(), conversation, locale, response);
    return "desk/conversation :: pane";
  }

  @GetMapping("/desk/head")
  String head(@RequestParam String conversation, Model model, HttpServletResponse response) {
    pane.head(model, current.get(), conversation, response);
    return "desk/conversation :: head";
  }

  @GetMapping("/desk/messages")
  String messages(
      @RequestParam String conversation,
      @RequestParam(defaultValue = "") String before,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    try {
      trail.looked(current.get(), conversation);
      pane.lines(model, conversation, Place.parse(before), locale);
      return "desk/messages";
    } catch (DataAccessException e) {
      return away(model, response);
    }
  }

  @GetMapping("/desk/facts")
  String facts(@RequestParam String conversation, Model model, HttpServletResponse response) {
    StaffMember member = current.get();
    try {
      trail.looked(member, conversation);
      pane.facts(model, member, conversation, pane.find(conversation).orElse(null));
      return "desk/facts";
    } catch (DataAccessException | JedisException e) {
      return away(model, response);
    }
  }

  /// Why the category was taken: the words that spoke for the likeliest ones.
  @GetMapping("/desk/why")
  String why(@RequestParam String conversation, Model model, HttpServletResponse response) {
    try {
      trail.looked(current.get(), conversation);
      Conversation state = pane.find(conversation).orElse(null);
      Understood understood = pane.understood(conversation, state);
      model.addAttribute("guesses", guesses(understood));
      return "desk/why";
    } catch (DataAccessException | JedisException e) {
      return away(model, response);
    }
  }

  private List<GuessView> guesses(Understood understood) {
    List<CategoryGuess> first = understood.guesses().stream().limit(MOST_GUESSES).toList();
    List<Reasons> reasons =
        understander.why(understood.text(), first.stream().map(CategoryGuess::code).toList());
    List<GuessView> shown = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      @Nullable Reasons why = i < reasons.size() ? reasons.get(i) : null;
      shown.add(
          new GuessView(
              views.category(first.get(i).code()),
              (int) Math.round(100 * first.get(i).confidence()),
              why == null ? List.of() : why.pro().stream().map(Reason::text).toList(),
              why == null ? List.of() : why.contra().stream().map(Reason::text).toList()));
    }
    return shown;
  }

  private static String away(Model model, HttpServletResponse response) {
    response.setStatus(503);
    model.addAttribute("notice", Notice.unavailable("desk.notice.sql"));
    return "desk/notice";
  }
}
