package ua.holos.gateway.core;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.appeal.AppealStatus;
import ua.holos.bot.appeal.Category;
import ua.holos.gateway.open311.PublicUrl;

/// Appeals as the department's page shows them: everything is text already.
final class PageViews {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.of("uk"));

  private final CoreCity city;
  private final PublicUrl publicUrl;

  PageViews(CoreCity city, PublicUrl publicUrl) {
    this.city = city;
    this.publicUrl = publicUrl;
  }

  /// Something to choose.
  record Choice(String code, String name) {}

  /// A category's bar; widths in percent of the longest.
  record Bar(
      String code, String name, long open, long overdue, String openWidth, String overdueWidth) {}

  /// An appeal in the list, and at the top of its own page.
  record Row(
      String number,
      String category,
      String department,
      String address,
      String summary,
      String status,
      String statusClass,
      @Nullable String attention,
      String attentionNote,
      boolean overdue,
      boolean emergency,
      String requested,
      String expected,
      int version) {}

  /// One line of what is known.
  record Fact(String name, String value) {}

  /// One entry of the history.
  record Entry(
      String status,
      String who,
      boolean citizen,
      String at,
      String text,
      String responsible,
      String expected,
      List<String> photos) {}

  /// An action with the fields that its form has.
  record Action(
      String code,
      String name,
      String hint,
      boolean open,
      boolean text,
      boolean textRequired,
      boolean responsible,
      boolean expected,
      boolean photo) {}

  List<Choice> statuses() {
    return Arrays.stream(AppealStatus.values())
        .map(status -> new Choice(CoreStatuses.code(status), name(status)))
        .toList();
  }

  List<Bar> load(List<AppealArchive.Load> loads, int most) {
    long longest = loads.stream().mapToLong(AppealArchive.Load::open).max().orElse(1);
    return loads.stream()
        .limit(most)
        .map(load ->
            new Bar(
                load.serviceCode(),
                city.categoryName(load.serviceCode()),
                load.open(),
                load.overdue(),
                percent(load.open(), longest),
                percent(load.overdue(), longest)))
        .toList();
  }

  Row row(Appeal appeal, Instant now) {
    Appeal.Attention attention = appeal.attention();
    return new Row(
        appeal.number(),
        city.categoryName(appeal.serviceCode()),
        city.departmentOf(appeal.serviceCode()),
        place(appeal),
        appeal.description(),
        name(appeal.status()),
        CoreStatuses.code(appeal.status()),
        attention == null
            ? null
            : CoreWords.of("attention." + attention.name().toLowerCase(Locale.ROOT)),
        appeal.attentionNote(),
        appeal.overdue(now),
        city.catalogue().category(appeal.serviceCode()).map(Category::emergency).orElse(false),
        time(appeal.requestedAt()),
        appeal.expectedAt() == null ? "" : time(appeal.expectedAt()),
        appeal.version());
  }

  String text(Appeal appeal) {
    return appeal.description().isEmpty() ? "—" : appeal.description();
  }

  List<Fact> facts(Appeal appeal) {
    List<Fact> facts = new ArrayList<>();
    add(facts, "Адреса", place(appeal));
    for (Appeal.Attribute attribute : appeal.attributes()) {
      String value =
          attribute.code().equals("flags")
              ? CoreWords.of("flag." + attribute.value(), attribute.value())
              : attribute.value();
      add(facts, city.detailName().apply(attribute.code()), value);
    }
    add(facts, "Підрозділ", city.departmentOf(appeal.serviceCode()));
    add(facts, "Заявник", appeal.applicant().name());
    add(facts, "Телефон", appeal.applicant().phone());
    add(facts, "Пошта", appeal.applicant().email());
    add(facts, "Надійшло", time(appeal.requestedAt()));
    add(facts, "Строк", appeal.expectedAt() == null ? null : time(appeal.expectedAt()));
    add(facts, "Компетентний", appeal.responsible());
    return facts;
  }

  @Nullable String map(Appeal appeal) {
    return appeal.latitude() == null || appeal.longitude() == null
        ? null
        : "https://www.openstreetmap.org/?mlat=%s&mlon=%s#map=18/%s/%s"
            .formatted(
                appeal.latitude(), appeal.longitude(), appeal.latitude(), appeal.longitude());
  }

  List<Action> actions(Appeal appeal, String open) {
    return DepartmentAction.allowedFor(appeal.status()).stream()
        .map(action ->
            new Action(
                action.code(),
                CoreWords.of("action." + action.code()),
                CoreWords.of("hint." + action.code()),
                action.code().equals(open) || (open.isEmpty() && action == DepartmentAction.TAKE),
                action.needsText,
                action.needsText && action != DepartmentAction.DECLINE,
                action == DepartmentAction.DECLINE,
                action == DepartmentAction.POSTPONE,
                action == DepartmentAction.COMPLETE))
        .toList();
  }

  /// Newest first, down to the registration.
  List<Entry> history(Appeal appeal, List<AppealUpdate> updates) {
    List<Entry> entries = new ArrayList<>();
    entries.add(
        new Entry(
            name(AppealStatus.REGISTERED),
            CoreWords.of("origin.citizen"),
            true,
            time(appeal.requestedAt()),
            "",
            "",
            "",
            List.of()));
    for (AppealUpdate update : updates) {
      boolean citizen = update.origin() == AppealUpdate.Origin.CITIZEN;
      entries.addFirst(
          new Entry(
              title(update),
              CoreWords.of(citizen ? "origin.citizen" : "origin.department"),
              citizen,
              time(update.updatedAt()),
              words(update),
              update.responsible(),
              update.status() == AppealStatus.POSTPONED && update.expectedAt() != null
                  ? time(update.expectedAt())
                  : "",
              own(update.media())));
    }
    return entries;
  }

  private static String title(AppealUpdate update) {
    if (update.corrects()) {
      return CoreWords.of("corrected");
    }
    return update.origin() == AppealUpdate.Origin.CITIZEN
            && update.status() != AppealStatus.REOPENED
        ? CoreWords.of("attention.commented")
        : name(update.status());
  }

  private String words(AppealUpdate update) {
    List<String> lines = new ArrayList<>();
    if (update.serviceCode() != null) {
      lines.add(CoreWords.of("corrected.category") + " " + city.categoryName(update.serviceCode()));
    }
    if (update.address() != null) {
      lines.add(CoreWords.of("corrected.address") + " " + update.address());
    }
    if (!update.description().isEmpty()) {
      lines.add(update.description());
    }
    return String.join("\n", lines);
  }

  /// Our own files by their path alone, so that they show under whatever name the page was opened.
  List<String> own(List<String> urls) {
    String ours = publicUrl.value() + "/media/";
    return urls.stream()
        .map(url -> url.startsWith(ours) ? url.substring(publicUrl.value().length()) : url)
        .toList();
  }

  private static String place(Appeal appeal) {
    if (appeal.address() != null) {
      return appeal.address();
    }
    return appeal.latitude() == null ? "" : appeal.latitude() + ", " + appeal.longitude();
  }

  private String time(Instant instant) {
    return TIME.format(instant.atZone(city.zone()));
  }

  private static String name(AppealStatus status) {
    return CoreWords.of("status." + CoreStatuses.code(status));
  }

  private static String percent(long part, long whole) {
    return Long.toString(Math.round(100.0 * part / Math.max(1, whole)));
  }

  private static void add(List<Fact> facts, String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      facts.add(new Fact(name, value));
    }
  }
}
