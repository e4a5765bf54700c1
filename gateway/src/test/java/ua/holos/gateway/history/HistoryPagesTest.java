package ua.holos.gateway.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import ua.holos.gateway.staff.Role;
import ua.holos.gateway.staff.StaffMember;

/// The pages of the history as they are drawn: citizens' words as text only, all words there in
/// both languages.
class HistoryPagesTest {
  private static final String SCRIPT = "<script>alert(1)</script>";
  private static final StaffMember IRYNA =
      new StaffMember(
          UUID.randomUUID(), "iryna", "Ірина", Set.of(Role.SUPERVISOR), Set.of(), 3, true);

  private static HistoryViews.View found(String source, String kind) {
    return new HistoryViews.View(
        source,
        "22.11.2026 11:30",
        "2026-11-22T09:30:00Z",
        "viber:a=",
        "viber",
        UUID.randomUUID().toString(),
        SCRIPT,
        kind,
        SCRIPT,
        null,
        "6-1",
        "Гаряча вода",
        "вулиця Хрещатик, 25");
  }

  private static Map<String, Object> search() {
    Map<String, Object> model = new HashMap<>();
    model.put("staff", IRYNA);
    model.put("form", new SearchForm("\"><b>", "any", "", "", "viber", "", ""));
    model.put("channels", SearchPage.CHANNELS);
    model.put("reasons", SearchPage.REASONS);
    model.put("operators", List.of(IRYNA));
    model.put("asked", true);
    model.put("understood", "history.understood.words");
    model.put("cut", true);
    model.put("first", true);
    model.put("newest", "/desk/search");
    model.put("next", "/desk/search?after=x");
    model.put(
        "found",
        List.of(
            found("appeal", "registered"),
            found("message", "note"),
            found("conversation", ""),
            found("call", "bot-complaint")));
    return model;
  }

  @Test
  void showsWhatWasFoundAsTextInBothLanguages() throws Exception {
    assertThat(DrawnPage.of("desk/search", "uk", search()))
        .contains("Шукали слова", "Зареєстровано", "Скарга на бота", "№ 6-1", "&lt;script&gt;")
        .contains("/desk/person?contact=", "/desk?conversation=viber:a", "rel=\"next\"")
        .doesNotContain("<script", "\"><b>", "??");
    assertThat(DrawnPage.of("desk/search", "en", search()))
        .contains("Older", "Complaint about the bot")
        .doesNotContain("??");
  }

  @Test
  void saysThatTheDatabaseIsAwayOrThatTheSearchTookTooLong() throws Exception {
    Map<String, Object> model = search();
    model.put("asked", false);
    model.put("mistake", "history.search.slow");
    assertThat(DrawnPage.of("desk/search", "uk", model)).contains("надто довго");
    model.put("mistake", "history.away");
    assertThat(DrawnPage.of("desk/search", "uk", model)).contains("База даних не відповідає");
  }

  @Test
  void showsAPersonsStoryOfAllKindsAsText() throws Exception {
    List<PersonPage.View> entries =
        Arrays.stream(StoryEntry.Kind.values())
            .map(kind ->
                new PersonPage.View(
                    new StoryEntry(
                        Instant.EPOCH,
                        kind,
                        "web:1",
                        1,
                        false,
                        "Марія",
                        "closed",
                        kind == StoryEntry.Kind.CALL ? "distress" : SCRIPT,
                        "6-1",
                        "hot-water",
                        SCRIPT,
                        4,
                        List.of(SCRIPT)),
                    "22.11.2026 11:30",
                    "web",
                    "Гаряча вода"))
            .toList();
    Map<String, Object> model = new HashMap<>();
    model.put("staff", IRYNA);
    model.put(
        "person",
        new Story.Person(
            UUID.randomUUID(),
            null,
            "+380671112233",
            List.of(new Story.Channel("web:1", "web", SCRIPT, true))));
    model.put("kinds", List.of("message", "note"));
    model.put("chosen", List.of("note"));
    model.put("first", false);
    model.put("next", "x_1");
    model.put("entries", entries);
    for (String language : List.of("uk", "en")) {
      assertThat(DrawnPage.of("desk/person", language, model))
          .contains("&lt;script&gt;", "+380671112233", "/desk/export?conversation=web:1")
          .contains("checked", "after=x_1")
          .doesNotContain("<script", "??");
    }
    assertThat(DrawnPage.of("desk/person", "uk", model))
        .contains("Оцінка 4 з 5", "Людина у розпачі");
  }

  @Test
  void theFormOfACopyAsksForAReason() throws Exception {
    Map<String, Object> model = new HashMap<>();
    model.put("staff", IRYNA);
    model.put("conversation", "web:\"><b>");
    model.put("mistake", "history.export.reason-missing");
    assertThat(DrawnPage.of("desk/export", "uk", model))
        .contains("Напишіть підставу", "name=\"reason\"", "method=\"post\"")
        .doesNotContain("\"><b>", "??");
  }

  @Test
  void theTrailSaysWhatWasSearchedInAFormalSenseOnly() {
    assertThat(formal("067 111 22 33", "viber")).isEqualTo("phone, channel viber");
    assertThat(formal("Хрещатик 25 Олена", "")).isEqualTo("words");
    assertThat(formal("№ 6-104", "")).isEqualTo("number 6-104");
  }

  private static String formal(String typed, String channel) {
    return new SearchForm(typed, "any", "", "", channel, "", "")
        .formal(Sought.of(typed, Sought.Kind.ANY));
  }
}
