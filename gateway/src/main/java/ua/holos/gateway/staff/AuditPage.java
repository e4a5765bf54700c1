package ua.holos.gateway.staff;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;
import ua.holos.gateway.city.City;

/// The audit trail to look through and to take along. Nothing can be changed here, nor anywhere.
@Controller
final class AuditPage {
  private static final int SHOWN = 100;
  private static final int READ_AT_ONCE = 1_000;

  private final AuditReader reader;
  private final AuditTrail audit;
  private final SignedInStaff current;
  private final ZoneId zone;
  private final InstantSource clock = InstantSource.system();

  AuditPage(AuditReader reader, AuditTrail audit, SignedInStaff current, City city) {
    this.reader = reader;
    this.audit = audit;
    this.current = current;
    this.zone = city.zone();
  }

  /// The form as it was filled in.
  ///
  /// @param from the first day
  /// @param until the last day
  record Asked(String person, String action, String conversation, String from, String until) {

    AuditReader.Filter filter(ZoneId zone) {
      LocalDate last = day(until);
      return new AuditReader.Filter(
          person.strip(),
          action.strip(),
          conversation.strip(),
          start(day(from), zone),
          start(last == null ? null : last.plusDays(1), zone));
    }

    private static @Nullable Instant start(@Nullable LocalDate day, ZoneId zone) {
      return day == null ? null : day.atStartOfDay(zone).toInstant();
    }

    private static @Nullable LocalDate day(String typed) {
      try {
        LocalDate day = typed.isBlank() ? null : LocalDate.parse(typed.strip());
        // No database goes further than a calendar does.
        return day == null || day.getYear() < 1900 || day.getYear() > 9000 ? null : day;
      } catch (DateTimeParseException notADay) {
        return null;
      }
    }

    String query() {
      return UriComponentsBuilder.newInstance()
          .queryParam("person", "{person}")
          .queryParam("action", "{action}")
          .queryParam("conversation", "{conversation}")
          .queryParam("from", "{from}")
          .queryParam("until", "{until}")
          .encode()
          .buildAndExpand(person, action, conversation, from, until)
          .toUriString();
    }
  }

  @GetMapping("/desk/audit")
  String page(
      @RequestParam(defaultValue = "") String person,
      @RequestParam(defaultValue = "") String action,
      @RequestParam(defaultValue = "") String conversation,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String until,
      @RequestParam(required = false) @Nullable Long before,
      Model model) {
    Asked asked = new Asked(person, action, conversation, from, until);
    List<AuditReader.Line> lines = reader.read(asked.filter(zone), before, SHOWN + 1);
    boolean more = lines.size() > SHOWN;
    List<AuditReader.Line> shown = more ? lines.subList(0, SHOWN) : lines;
    model.addAttribute("asked", asked);
    model.addAttribute("lines", shown);
    model.addAttribute("actions", reader.actions());
    model.addAttribute("zone", zone);
    model.addAttribute("first", before == null);
    model.addAttribute(
        "older", more ? "/desk/audit" + asked.query() + "&before=" + shown.getLast().id() : null);
    model.addAttribute("newest", "/desk/audit" + asked.query());
    model.addAttribute("csv", "/desk/audit/lines.csv" + asked.query());
    return "desk/audit";
  }

  /// All lines that fit, for a spreadsheet.
  @GetMapping("/desk/audit/lines.csv")
  void csv(
      @RequestParam(defaultValue = "") String person,
      @RequestParam(defaultValue = "") String action,
      @RequestParam(defaultValue = "") String conversation,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String until,
      HttpServletResponse response)
      throws IOException {
    StaffMember who = current.get();
    audit.add(
        new AuditTrail.Entry(
            clock.instant(), who.id().toString(), who.name(), "audit-exported", null, ""));
    AuditReader.Filter filter = new Asked(person, action, conversation, from, until).filter(zone);
    List<AuditReader.Line> lines = reader.read(filter, null, READ_AT_ONCE);
    response.setContentType("text/csv; charset=utf-8");
    response.setHeader("Content-Disposition", "attachment; filename=\"audit.csv\"");
    PrintWriter out = response.getWriter();
    // Spreadsheets take UTF-8 for what it is only with this mark.
    out.print("\uFEFFtime,staff,name,action,conversation,detail\r\n");
    while (!lines.isEmpty()) {
      for (AuditReader.Line line : lines) {
        AuditTrail.Entry entry = line.entry();
        out.print(
            String.join(
                    ",",
                    cell(entry.at().toString()),
                    cell(entry.staff()),
                    cell(entry.name()),
                    cell(entry.action()),
                    cell(entry.conversation()),
                    cell(entry.detail()))
                + "\r\n");
      }
      lines =
          lines.size() < READ_AT_ONCE
              ? List.of()
              : reader.read(filter, lines.getLast().id(), READ_AT_ONCE);
    }
  }

  /// A cell that a spreadsheet doesn't take for a formula: a login that was tried may be anything.
  static String cell(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return "";
    }
    String safe = "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return '"' + safe.replace("\"", "\"\"") + '"';
  }
}
