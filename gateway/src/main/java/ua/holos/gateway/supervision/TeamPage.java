package ua.holos.gateway.supervision;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import redis.clients.jedis.exceptions.JedisException;
import ua.holos.bot.appeal.Catalogue;
import ua.holos.bot.appeal.Category;
import ua.holos.gateway.city.City;
import ua.holos.gateway.record.RecordUnavailableException;
import ua.holos.gateway.staff.Role;
import ua.holos.gateway.staff.StaffDirectory;
import ua.holos.gateway.staff.StaffMember;

/// The supervisors' page: the desk this moment, and its figures. While SQL is away the live part
/// works all the same.
@Controller
final class TeamPage {
  private static final Logger log = LoggerFactory.getLogger(TeamPage.class);

  private final TeamAccess access;
  private final LiveTeam live;
  private final DeskFigures figures;
  private final StaffDirectory staff;
  private final Catalogue catalogue;
  private final ZoneId zone;
  private final InstantSource clock;

  TeamPage(
      TeamAccess access,
      LiveTeam live,
      DeskFigures figures,
      StaffDirectory staff,
      Catalogue catalogue,
      City city) {
    this.access = access;
    this.live = live;
    this.figures = figures;
    this.staff = staff;
    this.catalogue = catalogue;
    this.zone = city.zone();
    this.clock = InstantSource.system();
  }

  @GetMapping("/desk/team")
  String page(
      @RequestParam(defaultValue = "1") int days,
      @RequestParam(defaultValue = "") String done,
      Model model) {
    StaffMember who = access.require();
    int period = period(days);
    model.addAttribute("staff", who);
    model.addAttribute("days", period);
    model.addAttribute("done", TeamActions.DONE.contains(done) ? "team.done." + done : null);
    live(model);
    try {
      Instant since = since(period);
      DeskFigures.Line all = figures.all(since);
      List<DeskFigures.Hour> hours = figures.hours(since);
      model.addAttribute("all", all);
      model.addAttribute("lines", figures.operators(since));
      model.addAttribute("calls", BarChart.calls(hours, zone));
      model.addAttribute("waits", BarChart.waits(hours, zone));
      model.addAttribute("ratings", BarChart.ratings(all.ratings()));
    } catch (DataAccessException | RecordUnavailableException e) {
      log.warn("The supervisors' page has no figures: {}", e.getClass().getSimpleName());
      model.addAttribute("all", null);
      model.addAttribute("lines", List.of());
    }
    model.addAttribute("words", new TeamWords());
    return "desk/team";
  }

  /// The live part alone, which the page asks for every few seconds.
  @GetMapping("/desk/team/live")
  String liveOnly(Model model) {
    model.addAttribute("staff", access.require());
    live(model);
    return "desk/team :: live";
  }

  private void live(Model model) {
    model.addAttribute("now", null);
    model.addAttribute("operators", List.of());
    try {
      LiveTeam.Now now = live.now(clock.instant());
      model.addAttribute("now", now);
      Map<String, Integer> categories = new TreeMap<>();
      now.categories()
          .forEach((code, count) -> {
            String name = catalogue.category(code).map(Category::name).orElse(code);
            categories.merge(name, count, Integer::sum);
          });
      model.addAttribute("categories", categories);
      model.addAttribute(
          "operators",
          staff.all().stream().filter(one -> one.active() && one.is(Role.OPERATOR)).toList());
    } catch (JedisException e) {
      log.warn("The supervisors' page has no live part: {}", e.getClass().getSimpleName());
    } catch (DataAccessException e) {
      log.warn("The supervisors' page has no list of operators: {}", e.getClass().getSimpleName());
    }
  }

  /// The figures as a table, for a spreadsheet.
  @GetMapping("/desk/team/figures.csv")
  ResponseEntity<byte[]> csv(@RequestParam(defaultValue = "1") int days) {
    StaffMember who = access.require();
    int period = period(days);
    Instant since = since(period);
    StringBuilder csv =
        new StringBuilder(
            "\uFEFFoperator,calls,claimed,left,wait_median_s,wait_p90_s,first_answer_median_s,"
                + "first_answer_p90_s,handling_median_s,handling_p90_s,rated_1,rated_2,rated_3,"
                + "rated_4,rated_5\r\n");
    DeskFigures.Line all = figures.all(since);
    List<DeskFigures.Line> lines = figures.operators(since);
    access.note(who, "figures-downloaded", null, period + " days");
    line(csv, "*", all);
    lines.forEach(line -> line(csv, line.name(), line));
    return ResponseEntity.ok()
        .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"desk-" + period + "-days.csv\"")
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(csv.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void line(StringBuilder csv, String name, DeskFigures.Line line) {
    // A name that begins like a formula stays a name in a spreadsheet.
    String safe = name.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + name : name;
    csv.append('"').append(safe.replace("\"", "\"\"")).append('"');
    csv.append(',').append(line.calls());
    csv.append(',').append(line.claimed());
    csv.append(',').append(line.left());
    for (DeskFigures.Spread spread : List.of(line.waited(), line.answer(), line.handling())) {
      for (Double value : java.util.Arrays.asList(spread.median(), spread.p90())) {
        csv.append(',').append(value == null ? "" : String.format(Locale.ROOT, "%.0f", value));
      }
    }
    line.ratings().forEach(count -> csv.append(',').append(count));
    csv.append("\r\n");
  }

  private static int period(int days) {
    return days >= 30 ? 30 : days >= 7 ? 7 : 1;
  }

  /// Today, or that many days with today as the last.
  private Instant since(int days) {
    return clock
        .instant()
        .atZone(zone)
        .toLocalDate()
        .minusDays(days - 1L)
        .atStartOfDay(zone)
        .toInstant();
  }
}
