package ua.holos.gateway.history;

import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ua.holos.bot.appeal.Catalogue;
import ua.holos.gateway.city.City;
import ua.holos.gateway.history.StoryEntry.Kind;
import ua.holos.gateway.staff.Role;
import ua.holos.gateway.staff.StaffMember;

/// A person's whole story on one page.
@Controller
final class PersonPage {
  private static final Logger log = LoggerFactory.getLogger(PersonPage.class);
  private static final int SIZE = 50;

  private final HistoryAccess access;
  private final Story story;
  private final HistoryViews views;

  PersonPage(HistoryAccess access, Story story, Catalogue catalogue, City city) {
    this.access = access;
    this.story = story;
    this.views = new HistoryViews(catalogue, city.zone());
  }

  /// @param entry what it is
  record View(StoryEntry entry, String time, String channel, @Nullable String category) {

    /// The end of the key of what was done at the desk; null when it is something else.
    public @Nullable String doing() {
      if (entry.kind() != Kind.DESK) {
        return null;
      }
      String action = action(entry.words());
      String rest = rest();
      return rest.equals("bot") || rest.equals("queue") || rest.equals("forced")
          ? action + "." + rest
          : action;
    }

    /// To whom, where it was done with somebody.
    public String about() {
      String doing = doing();
      return doing == null || doing.indexOf('.') >= 0 || NOBODYS.contains(doing) ? "" : rest();
    }

    private String rest() {
      return entry.words().substring(action(entry.words()).length()).strip();
    }

    static String action(String words) {
      int end = words.indexOf(' ');
      return end < 0 ? words : words.substring(0, end);
    }
  }

  /// What follows these is a code, shown as a category's name or not at all.
  private static final Set<String> NOBODYS = Set.of("reading-corrected", "appeal-registered");

  @GetMapping("/desk/person")
  String page(
      @RequestParam(defaultValue = "") String contact,
      @RequestParam(required = false) @Nullable List<String> kind,
      @RequestParam(defaultValue = "") String after,
      Model model,
      HttpServletResponse response) {
    StaffMember who = access.require(Role.OPERATOR, Role.SUPERVISOR, Role.AUDITOR);
    model.addAttribute("staff", who);
    model.addAttribute("mistake", null);
    model.addAttribute("person", null);
    model.addAttribute("entries", List.of());
    try {
      Optional<Story.Person> person = uuid(contact).flatMap(story::person);
      if (person.isEmpty()) {
        response.setStatus(404);
        model.addAttribute("mistake", "history.person.nobody");
        return "desk/person";
      }
      access.note(who, "person-viewed", null, "contact " + person.get().id());
      Set<Kind> kinds = kinds(kind == null ? List.of() : kind);
      Story.Page page = story.page(person.get(), kinds, from(after), SIZE);
      model.addAttribute("person", person.get());
      model.addAttribute("kinds", Arrays.stream(Kind.values()).map(Kind::code).toList());
      model.addAttribute("chosen", kinds.stream().map(Kind::code).toList());
      model.addAttribute("first", after.isEmpty());
      model.addAttribute("next", page.next() == null ? null : code(page.next()));
      model.addAttribute(
          "entries",
          page.entries().stream()
              .map(one ->
                  new View(
                      one,
                      views.time(one.at()),
                      HistoryViews.channel(one.conversation()),
                      views.category(category(one))))
              .toList());
    } catch (DataAccessException e) {
      log.warn("A person's story can't be read: {}", e.getClass().getSimpleName());
      response.setStatus(503);
      model.addAttribute("person", null);
      model.addAttribute("entries", List.of());
      model.addAttribute("mistake", "history.away");
    }
    return "desk/person";
  }

  private static @Nullable String category(StoryEntry entry) {
    return entry.kind() == Kind.DESK && entry.words().startsWith("appeal-registered ")
        ? entry.words().substring("appeal-registered ".length())
        : entry.category();
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// Those that were ticked; all when none was.
  private static Set<Kind> kinds(List<String> codes) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    for (Kind kind : Kind.values()) {
      if (codes.contains(kind.code())) {
        kinds.add(kind);
      }
    }
    return kinds.isEmpty() ? EnumSet.allOf(Kind.class) : kinds;
  }

  private static String code(Story.From from) {
    return from.at() + "_" + from.skipped();
  }

  /// No database goes further than a calendar does.
  private static Story.@Nullable From reachable(Story.From from) {
    int year = from.at().atZone(ZoneOffset.UTC).getYear();
    return year < 1900 || year > 9000 ? null : from;
  }

  private static Story.@Nullable From from(String code) {
    int middle = code.indexOf('_');
    try {
      int skipped = middle < 0 ? -1 : Integer.parseInt(code.substring(middle + 1));
      return skipped < 0 || skipped > 10_000
          ? null
          : reachable(new Story.From(Instant.parse(code.substring(0, middle)), skipped));
    } catch (DateTimeException | NumberFormatException e) {
      return null;
    }
  }
}
