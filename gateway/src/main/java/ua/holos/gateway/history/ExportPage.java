package ua.holos.gateway.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataAccessException;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import ua.holos.gateway.city.City;
import ua.holos.gateway.staff.Role;
import ua.holos.gateway.staff.StaffMember;

/// Copies of a conversation for a formal request. Each needs a reason, and leaves a line in the
/// trail before a byte of it goes out.
@Controller
final class ExportPage {
  private static final Logger log = LoggerFactory.getLogger(ExportPage.class);
  private static final int LONGEST_REASON = 500;
  private static final Role[] MAY = {Role.SUPERVISOR, Role.AUDITOR};

  private final HistoryAccess access;
  private final Transcript transcript;
  private final MessageSource words;
  private final City city;
  private final InstantSource clock;

  ExportPage(HistoryAccess access, Transcript transcript, MessageSource words, City city) {
    this.access = access;
    this.transcript = transcript;
    this.words = words;
    this.city = city;
    this.clock = InstantSource.system();
  }

  @GetMapping("/desk/export")
  ModelAndView form(@RequestParam(defaultValue = "") String conversation) {
    StaffMember who = access.require(MAY);
    return form(who, conversation, "", 200);
  }

  private static ModelAndView form(
      StaffMember who, String conversation, String mistake, int status) {
    ModelAndView view =
        new ModelAndView("desk/export", org.springframework.http.HttpStatus.valueOf(status));
    view.addObject("staff", who);
    view.addObject("conversation", conversation);
    view.addObject("mistake", mistake.isEmpty() ? null : mistake);
    return view;
  }

  /// The file; or the form once more, with what is wrong.
  @PostMapping("/desk/export")
  Object export(
      @RequestParam String conversation,
      @RequestParam(defaultValue = "pdf") String format,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String until,
      @RequestParam(defaultValue = "false") boolean notes,
      @RequestParam(defaultValue = "") String reason,
      Locale locale)
      throws IOException {
    StaffMember who = access.require(MAY);
    String why = reason.strip();
    if (why.isEmpty() || why.length() > LONGEST_REASON) {
      return form(who, conversation, "history.export.reason-missing", 400);
    }
    LocalDate first = SearchForm.day(from);
    LocalDate last = SearchForm.day(until);
    if (first != null && last != null && first.isAfter(last)) {
      return form(who, conversation, "history.export.period-wrong", 400);
    }
    boolean pdf = !format.equals("txt");
    try {
      Optional<Transcript.Copy> copy =
          transcript.read(
              conversation,
              SearchForm.start(first, city.zone()),
              SearchForm.start(last == null ? null : last.plusDays(1), city.zone()),
              notes);
      if (copy.isEmpty()) {
        return form(who, conversation, "history.export.nothing", 404);
      }
      access.note(
          who,
          "exported",
          conversation,
          (pdf ? "pdf" : "txt")
              + (first == null ? "" : ", from " + first)
              + (last == null ? "" : ", until " + last)
              + (notes ? ", with notes" : "")
              + ": "
              + why.replace("\0", ""));
      CopyText text = new CopyText(words, city.zone(), locale);
      CopyText.Made made =
          new CopyText.Made(
              clock.instant(),
              who.name(),
              why,
              city.contactCentre(),
              first == null ? "" : first.toString(),
              last == null ? "" : last.toString(),
              notes);
      byte[] file =
          pdf
              ? new PdfCopy(text).write(copy.get(), made)
              : text.plain(copy.get(), made).getBytes(StandardCharsets.UTF_8);
      return ResponseEntity.ok()
          .contentType(
              pdf
                  ? MediaType.APPLICATION_PDF
                  : new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
          .header(
              HttpHeaders.CONTENT_DISPOSITION,
              ContentDisposition.attachment()
                  .filename("conversation-" + LocalDate.now(city.zone()) + (pdf ? ".pdf" : ".txt"))
                  .build()
                  .toString())
          .header("X-Content-Type-Options", "nosniff")
          .header(HttpHeaders.CACHE_CONTROL, "no-store")
          .body(file);
    } catch (DataAccessException e) {
      log.warn("A conversation can't be copied: {}", e.getClass().getSimpleName());
      return form(who, conversation, "history.away", 503);
    }
  }
}
