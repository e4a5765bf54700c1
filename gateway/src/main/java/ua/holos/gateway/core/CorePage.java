package ua.holos.gateway.core;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.util.UriComponentsBuilder;
import ua.holos.bot.appeal.AppealStatus;
import ua.holos.gateway.core.PageViews.Choice;
import ua.holos.gateway.media.MediaStore;
import ua.holos.gateway.open311.PublicUrl;

/// The department's page: appeals, one appeal, and what can be done with it. Works without scripts.
@Controller
@Conditional(EmbeddedCore.class)
final class CorePage {
  private static final int PAGE_SIZE = 25;
  private static final int BARS = 8;
  private static final int LONGEST_TEXT = 4000;
  private static final int LONGEST_ADDRESS = 500;

  /// The name of the form that corrects an appeal.
  private static final String CORRECT = "correct";

  private final AppealArchive archive;
  private final CoreCity city;
  private final PageViews views;
  private final WebhookSender webhooks;
  private final MediaStore media;
  private final PublicUrl publicUrl;

  CorePage(
      AppealArchive archive,
      CoreCity city,
      WebhookSender webhooks,
      MediaStore media,
      PublicUrl publicUrl) {
    this.archive = archive;
    this.city = city;
    this.views = new PageViews(city, publicUrl);
    this.webhooks = webhooks;
    this.media = media;
    this.publicUrl = publicUrl;
  }

  /// What the list is narrowed to.
  record Filter(String q, String status, String department, String category, boolean overdue) {
    public boolean any() {
      return overdue
          || !q.isEmpty()
          || !status.isEmpty()
          || !department.isEmpty()
          || !category.isEmpty();
    }
  }

  /// What a form had in it, to be shown again.
  record Entered(
      String text, String responsible, String expected, String category, String address) {
    static final Entered NOTHING = new Entered("", "", "", "", "");

    Entered(String text, String responsible, String expected) {
      this(text, responsible, expected, "", "");
    }
  }

  @GetMapping("/core")
  String list(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String status,
      @RequestParam(defaultValue = "") String department,
      @RequestParam(defaultValue = "") String category,
      @RequestParam(defaultValue = "false") String overdue,
      @RequestParam(defaultValue = "1") String page,
      Model model) {
    Filter filter = new Filter(q.strip(), status, department, category, "true".equals(overdue));
    Instant now = archive.now();
    Optional<AppealFilter> wanted = wanted(filter, now);
    long found = wanted.map(archive::count).orElse(0L);
    int pages = (int) Math.max(1, (found + PAGE_SIZE - 1) / PAGE_SIZE);
    int current = Math.clamp(number(page, 1), 1, pages);
    List<Appeal> appeals =
        wanted
            .map(one -> archive.list(one, true, (current - 1) * PAGE_SIZE, PAGE_SIZE))
            .orElse(List.of());
    model.addAttribute("filter", filter);
    model.addAttribute("statuses", views.statuses());
    model.addAttribute("departments", departments());
    model.addAttribute("categories", categories());
    model.addAttribute("load", views.load(archive.load(now), BARS));
    model.addAttribute("rows", appeals.stream().map(one -> views.row(one, now)).toList());
    model.addAttribute("count", "Знайдено: " + found);
    model.addAttribute("pageOf", current + " з " + pages);
    model.addAttribute("previous", current > 1 ? link(filter, current - 1) : null);
    model.addAttribute("next", current < pages ? link(filter, current + 1) : null);
    return "core/list";
  }

  @GetMapping("/core/{number}")
  String appeal(
      @PathVariable String number,
      @RequestParam(defaultValue = "") String done,
      Model model,
      HttpServletResponse response) {
    Optional<Appeal> found = archive.find(number);
    if (found.isEmpty()) {
      response.setStatus(404);
      return "redirect:/core?q="
          + java.net.URLEncoder.encode(number, java.nio.charset.StandardCharsets.UTF_8);
    }
    model.addAttribute(
        "done",
        done.equals(CORRECT)
            ? CoreWords.of("done.correct")
            : DepartmentAction.of(done)
                .map(action -> CoreWords.of("done." + action.code()))
                .orElse(null));
    return show(found.get(), "", Entered.NOTHING, List.of(), model);
  }

  @PostMapping("/core/{number}/{action}")
  String act(
      @PathVariable String number,
      @PathVariable String action,
      @RequestParam(defaultValue = "-1") String version,
      @RequestParam(defaultValue = "") String text,
      @RequestParam(defaultValue = "") String responsible,
      @RequestParam(defaultValue = "") String expected,
      @RequestParam(required = false) @Nullable MultipartFile photo,
      Model model,
      HttpServletResponse response)
      throws IOException {
    Optional<Appeal> found = archive.find(number);
    Optional<DepartmentAction> known = DepartmentAction.of(action);
    if (found.isEmpty() || known.isEmpty()) {
      response.setStatus(404);
      return "redirect:/core";
    }
    DepartmentAction wanted = known.get();
    Entered entered = new Entered(text.strip(), responsible.strip(), expected.strip());
    List<String> mistakes = new ArrayList<>();
    Instant promised = check(wanted, entered, mistakes);
    List<String> photos = mistakes.isEmpty() ? keep(photo, mistakes) : List.of();
    if (!mistakes.isEmpty()) {
      response.setStatus(400);
      return show(found.get(), action, entered, mistakes, model);
    }
    return switch (archive.act(
        number,
        number(version, -1),
        wanted,
        entered.text(),
        wanted == DepartmentAction.DECLINE ? entered.responsible() : "",
        promised,
        photos)) {
      case AppealArchive.Change.Recorded _ -> {
        webhooks.wake();
        yield "redirect:/core/" + number + "?done=" + action;
      }
      case AppealArchive.Change.Outdated(Appeal current) -> {
        response.setStatus(409);
        yield show(current, action, entered, List.of(CoreWords.of("mistake.outdated")), model);
      }
      case AppealArchive.Change.NoSuchAppeal() -> "redirect:/core";
    };
  }

  /// Puts right what Holos or the citizen took for the category or the address. What stands there
  /// already is no correction.
  @PostMapping("/core/{number}/" + CORRECT)
  String correct(
      @PathVariable String number,
      @RequestParam(defaultValue = "-1") String version,
      @RequestParam(defaultValue = "") String category,
      @RequestParam(defaultValue = "") String address,
      @RequestParam(defaultValue = "") String text,
      Model model,
      HttpServletResponse response) {
    Optional<Appeal> found = archive.find(number);
    if (found.isEmpty()) {
      response.setStatus(404);
      return "redirect:/core";
    }
    Appeal appeal = found.get();
    Entered entered =
        new Entered(
            text.strip(), "", "", category.strip(), address.strip().replaceAll("\\s+", " "));
    String known = appeal.address() == null ? "" : appeal.address();
    String newCategory =
        entered.category().isEmpty() || entered.category().equals(appeal.serviceCode())
            ? null
            : entered.category();
    String newAddress =
        entered.address().isEmpty() || entered.address().equals(known) ? null : entered.address();
    List<String> mistakes = new ArrayList<>();
    if (newCategory == null && newAddress == null) {
      mistakes.add(CoreWords.of("mistake.nothing-corrected"));
    }
    if (newCategory != null && city.catalogue().category(newCategory).isEmpty()) {
      mistakes.add(CoreWords.of("mistake.category"));
    }
    if (entered.text().length() > LONGEST_TEXT || entered.address().length() > LONGEST_ADDRESS) {
      mistakes.add(CoreWords.of("mistake.text-length"));
    }
    if (!mistakes.isEmpty()) {
      response.setStatus(400);
      return show(appeal, CORRECT, entered, mistakes, model);
    }
    return switch (archive.correct(
        number, number(version, -1), newCategory, newAddress, entered.text())) {
      case AppealArchive.Change.Recorded _ -> {
        webhooks.wake();
        yield "redirect:/core/" + number + "?done=" + CORRECT;
      }
      case AppealArchive.Change.Outdated(Appeal current) -> {
        response.setStatus(409);
        yield show(current, CORRECT, entered, List.of(CoreWords.of("mistake.outdated")), model);
      }
      case AppealArchive.Change.NoSuchAppeal() -> "redirect:/core";
    };
  }

  /// Collects what is wrong with a form.
  ///
  /// @return the new promise, null when the action has none
  private @Nullable Instant check(DepartmentAction action, Entered entered, List<String> mistakes) {
    int length = entered.text().codePointCount(0, entered.text().length());
    if (action.needsText && action != DepartmentAction.DECLINE && length == 0) {
      mistakes.add(CoreWords.of("mistake.text"));
    }
    if (length > LONGEST_TEXT || entered.responsible().length() > 500) {
      mistakes.add(CoreWords.of("mistake.text-length"));
    }
    if (action == DepartmentAction.DECLINE && entered.responsible().isEmpty()) {
      mistakes.add(CoreWords.of("mistake.responsible"));
    }
    if (action != DepartmentAction.POSTPONE) {
      return null;
    }
    try {
      LocalDate day = LocalDate.parse(entered.expected());
      LocalDate today = LocalDate.ofInstant(archive.now(), city.zone());
      if (!day.isBefore(today) && day.isBefore(today.plusYears(10))) {
        return day.atTime(LocalTime.of(23, 59, 59)).atZone(city.zone()).toInstant();
      }
    } catch (DateTimeException notADay) {
      // told below
    }
    mistakes.add(CoreWords.of("mistake.expected"));
    return null;
  }

  private List<String> keep(@Nullable MultipartFile photo, List<String> mistakes)
      throws IOException {
    if (photo == null || photo.isEmpty()) {
      return List.of();
    }
    String name = photo.getOriginalFilename() == null ? "" : photo.getOriginalFilename();
    try (InputStream in = photo.getInputStream()) {
      return switch (media.store(in, name)) {
        case MediaStore.Stored.Kept(var attachment) ->
            List.of(
                publicUrl.value()
                    + "/media/"
                    + attachment.reference().substring("media:".length()));
        case MediaStore.Stored.TooLarge _ -> {
          mistakes.add(CoreWords.of("mistake.photo-size"));
          yield List.of();
        }
        case MediaStore.Stored.Unreadable _, MediaStore.Stored.Disguised _ -> {
          mistakes.add(CoreWords.of("mistake.photo"));
          yield List.of();
        }
      };
    }
  }

  /// @param open the action whose form stands open
  private String show(
      Appeal appeal, String open, Entered entered, List<String> mistakes, Model model) {
    Instant now = archive.now();
    model.addAttribute("appeal", views.row(appeal, now));
    model.addAttribute("text", views.text(appeal));
    model.addAttribute("photos", views.own(appeal.media()));
    model.addAttribute("facts", views.facts(appeal));
    model.addAttribute("map", views.map(appeal));
    model.addAttribute("actions", views.actions(appeal, open));
    model.addAttribute("history", views.history(appeal, archive.history(appeal.number())));
    model.addAttribute("entered", entered);
    model.addAttribute("categories", categories());
    model.addAttribute("correcting", open.equals(CORRECT));
    model.addAttribute(
        "category", entered.category().isEmpty() ? appeal.serviceCode() : entered.category());
    model.addAttribute(
        "address",
        entered.address().isEmpty() && appeal.address() != null
            ? appeal.address()
            : entered.address());
    model.addAttribute("mistakes", mistakes);
    model.addAttribute("today", LocalDate.ofInstant(now, city.zone()).toString());
    return "core/appeal";
  }

  /// The filter in the archive's terms; empty when nothing can match it.
  private Optional<AppealFilter> wanted(Filter filter, Instant now) {
    List<String> services = List.of();
    if (!filter.department().isEmpty()) {
      services = city.categoriesOf(filter.department());
    }
    if (!filter.category().isEmpty()) {
      if (!filter.department().isEmpty() && !services.contains(filter.category())) {
        return Optional.empty();
      }
      services = List.of(filter.category());
    }
    if (!filter.department().isEmpty() && services.isEmpty()) {
      return Optional.empty();
    }
    Set<AppealStatus> statuses =
        switch (filter.status()) {
          case "" -> Set.of();
          case "open" -> CoreStatuses.OPEN;
          case "closed" -> CoreStatuses.CLOSED;
          default -> {
            EnumSet<AppealStatus> one = EnumSet.noneOf(AppealStatus.class);
            Arrays.stream(AppealStatus.values())
                .filter(status -> CoreStatuses.code(status).equals(filter.status()))
                .forEach(one::add);
            yield one;
          }
        };
    return Optional.of(
        new AppealFilter(
            List.of(),
            filter.q().isEmpty() ? null : filter.q(),
            null,
            services,
            statuses,
            null,
            null,
            filter.overdue() ? now : null));
  }

  private List<Choice> categories() {
    return city.catalogue().categories().stream()
        .map(one -> new Choice(one.code(), one.name()))
        .toList();
  }

  private List<Choice> departments() {
    return city.catalogue().categories().stream()
        .map(category -> category.department())
        .distinct()
        .map(code -> new Choice(code, city.departmentName().apply(code)))
        .sorted(java.util.Comparator.comparing(Choice::name))
        .toList();
  }

  private static String link(Filter filter, int page) {
    UriComponentsBuilder link = UriComponentsBuilder.fromPath("/core");
    if (!filter.q().isEmpty()) {
      link.queryParam("q", "{q}");
    }
    if (!filter.status().isEmpty()) {
      link.queryParam("status", "{status}");
    }
    if (!filter.department().isEmpty()) {
      link.queryParam("department", "{department}");
    }
    if (!filter.category().isEmpty()) {
      link.queryParam("category", "{category}");
    }
    if (filter.overdue()) {
      link.queryParam("overdue", "true");
    }
    return link.queryParam("page", page)
        .encode()
        .buildAndExpand(
            java.util.Map.of(
                "q", filter.q(),
                "status", filter.status(),
                "department", filter.department(),
                "category", filter.category()))
        .toUriString();
  }

  private static int number(String text, int otherwise) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }
}
