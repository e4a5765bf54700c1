package ua.holos.gateway.history;

import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneId;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;
import ua.holos.bot.appeal.Catalogue;
import ua.holos.gateway.city.City;
import ua.holos.gateway.staff.Role;
import ua.holos.gateway.staff.StaffDirectory;
import ua.holos.gateway.staff.StaffMember;

/// The page of the search.
@Controller
final class SearchPage {
  private static final Logger log = LoggerFactory.getLogger(SearchPage.class);
  private static final int SIZE = 25;
  static final List<String> CHANNELS = List.of("telegram", "viber", "tel", "web");
  static final List<String> REASONS =
      List.of(
          "asked",
          "misunderstood",
          "distress",
          "emergency-unsure",
          "bot-complaint",
          "reopened",
          "taken-over");

  private final HistoryAccess access;
  private final HistorySearch search;
  private final StaffDirectory staff;
  private final HistoryViews views;
  private final ZoneId zone;

  SearchPage(
      HistoryAccess access,
      HistorySearch search,
      StaffDirectory staff,
      Catalogue catalogue,
      City city) {
    this.access = access;
    this.search = search;
    this.staff = staff;
    this.zone = city.zone();
    this.views = new HistoryViews(catalogue, zone);
  }

  @GetMapping("/desk/search")
  String page(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "any") String kind,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String until,
      @RequestParam(defaultValue = "") String channel,
      @RequestParam(defaultValue = "") String operator,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "") String after,
      Model model,
      HttpServletResponse response) {
    StaffMember who = access.require(Role.OPERATOR, Role.SUPERVISOR, Role.AUDITOR);
    SearchForm form = new SearchForm(q, kind, from, until, channel, operator, reason);
    model.addAttribute("staff", who);
    model.addAttribute("form", form);
    model.addAttribute("channels", CHANNELS);
    model.addAttribute("reasons", REASONS);
    model.addAttribute("mistake", null);
    model.addAttribute("asked", false);
    model.addAttribute("operators", List.of());
    try {
      model.addAttribute(
          "operators", staff.all().stream().filter(one -> one.is(Role.OPERATOR)).toList());
      if (!form.empty()) {
        find(form, after, who, model);
      }
    } catch (QueryTimeoutException e) {
      log.info("A search was given up: it took too long");
      model.addAttribute("mistake", "history.search.slow");
    } catch (DataAccessException e) {
      log.warn("The search has no database: {}", e.getClass().getSimpleName());
      response.setStatus(503);
      model.addAttribute("mistake", "history.away");
    }
    return "desk/search";
  }

  private void find(SearchForm form, String after, StaffMember who, Model model) {
    Sought sought = Sought.of(form.q(), Sought.Kind.of(form.kind()));
    access.note(who, "searched", null, form.formal(sought));
    Found.Page page = search.page(sought, form.filter(zone), Place.parse(after).orElse(null), SIZE);
    model.addAttribute("asked", true);
    model.addAttribute(
        "understood",
        "history.understood."
            + sought.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT));
    model.addAttribute("cut", page.cut());
    model.addAttribute("first", after.isEmpty());
    model.addAttribute("found", page.found().stream().map(views::found).toList());
    Place next = page.next();
    model.addAttribute("next", next == null ? null : link(form, next.code()));
    model.addAttribute("newest", link(form, ""));
  }

  private static String link(SearchForm form, String after) {
    return UriComponentsBuilder.fromPath("/desk/search")
        .queryParam("q", "{q}")
        .queryParam("kind", "{kind}")
        .queryParam("from", "{from}")
        .queryParam("until", "{until}")
        .queryParam("channel", "{channel}")
        .queryParam("operator", "{operator}")
        .queryParam("reason", "{reason}")
        .queryParam("after", "{after}")
        .encode()
        .buildAndExpand(
            form.q(),
            form.kind(),
            form.from(),
            form.until(),
            form.channel(),
            form.operator(),
            form.reason(),
            after)
        .toUriString();
  }
}
