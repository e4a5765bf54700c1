package ua.holos.gateway.desk.page;

import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import redis.clients.jedis.exceptions.JedisException;
import ua.holos.bot.conversation.Conversation;
import ua.holos.bot.conversation.OwnAppeal;
import ua.holos.gateway.city.City;
import ua.holos.gateway.staff.CurrentStaff;
import ua.holos.gateway.staff.StaffMember;

/// Canned replies for what is typed, filled in for the conversation that is open.
@Controller
final class CannedReplySearch {
  private static final int MOST = 8;

  /// Citizens are written to in Ukrainian, whatever the page's language.
  private static final Locale UKRAINIAN = Locale.of("uk");

  private final CannedReplies replies;
  private final CurrentStaff current;
  private final ConversationPane pane;
  private final ViewTrail trail;
  private final City city;
  private final MessageSource words;

  CannedReplySearch(
      CannedReplies replies,
      CurrentStaff current,
      ConversationPane pane,
      ViewTrail trail,
      City city,
      MessageSource words) {
    this.replies = replies;
    this.current = current;
    this.pane = pane;
    this.trail = trail;
    this.city = city;
    this.words = words;
  }

  /// @param text filled in
  /// @param open what nobody knows yet, null when all is filled in
  record ReadyReply(String id, String title, String text, boolean own, @Nullable String open) {}

  @GetMapping("/desk/canned")
  String search(
      @RequestParam String conversation,
      @RequestParam(defaultValue = "") String q,
      Model model,
      HttpServletResponse response) {
    StaffMember member = current.get();
    try {
      trail.looked(member, conversation);
      Map<String, String> values = values(member, conversation);
      List<ReadyReply> ready =
          replies.search(member.id().toString(), q).stream()
              .limit(MOST)
              .map(one -> {
                String text = Placeholders.fill(one.words(), values);
                return new ReadyReply(
                    "canned-" + one.id(),
                    one.title(),
                    text,
                    one.owner() != null,
                    Placeholders.firstOpen(text));
              })
              .toList();
      model.addAttribute("ready", ready);
      return "desk/canned";
    } catch (DataAccessException e) {
      response.setStatus(503);
      model.addAttribute("notice", Notice.unavailable("desk.notice.sql"));
      return "desk/notice";
    }
  }

  private Map<String, String> values(StaffMember member, String conversation) {
    Map<String, String> values = new HashMap<>();
    values.put("operator", member.name());
    values.put("centre", city.contactCentre());
    values.put("phone", city.phone());
    Conversation state = state(conversation);
    if (state != null) {
      if (state.person().name() != null) {
        values.put("name", state.person().name());
      }
      if (!state.appeals().isEmpty()) {
        OwnAppeal appeal = state.appeals().getLast();
        values.put("number", appeal.number());
        values.put("address", appeal.address());
        values.put(
            "status",
            words.getMessage(
                "desk.appeal." + appeal.status().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                null,
                UKRAINIAN));
      } else {
        String address = pane.understood(conversation, state).address();
        if (address != null) {
          values.put("address", address);
        }
      }
    }
    return values;
  }

  private @Nullable Conversation state(String conversation) {
    try {
      return pane.find(conversation).orElse(null);
    } catch (JedisException e) {
      return null;
    }
  }
}
