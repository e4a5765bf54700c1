package ua.holos.gateway.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import ua.holos.gateway.history.DrawnPage;
import ua.holos.gateway.staff.Role;
import ua.holos.gateway.staff.StaffMember;

/// The supervisors' page as it is drawn, in both languages, with and without a database.
class TeamPageTest {
  private static final StaffMember IRYNA =
      new StaffMember(
          UUID.randomUUID(), "iryna", "Ірина", Set.of(Role.SUPERVISOR), Set.of(), 3, true);

  private static String drawn(String language, Map<String, Object> more) throws Exception {
    Map<String, Object> model = new java.util.HashMap<>(more);
    model.put("staff", IRYNA);
    model.put("days", 7);
    model.put("words", new TeamWords());
    model.put("operators", List.of(IRYNA));
    return DrawnPage.of("desk/team", language, model);
  }

  private static Map<String, Object> atWork() {
    LiveTeam.Now now =
        new LiveTeam.Now(
            List.of(new LiveTeam.Person("op", "Марія", "taking", 2, 3)),
            List.of(new LiveTeam.Case("web:1", "<b>Олена</b>", "distress", null, 7L, null)),
            List.of(new LiveTeam.Case("viber:2", null, "asked", "hot-water", null, "Марія")),
            7L,
            null,
            Map.of("distress", 1),
            Map.of("", 1));
    DeskFigures.Line line =
        new DeskFigures.Line(
            null,
            "Марія",
            8,
            6,
            1,
            new DeskFigures.Spread(42.0, 95.0),
            DeskFigures.Spread.NONE,
            new DeskFigures.Spread(3_700.0, 4_000.0),
            List.of(0L, 0L, 0L, 1L, 1L));
    BarChart chart = BarChart.ratings(line.ratings());
    assertThat(chart).isNotNull();
    return Map.of(
        "now",
        now,
        "categories",
        Map.of("", 1),
        "all",
        line,
        "lines",
        List.of(line),
        "ratings",
        chart);
  }

  @Test
  void showsTheShiftItsFiguresAndWhatTheyMeanInBothLanguages() throws Exception {
    assertThat(drawn("uk", atWork()))
        .contains("Марія", "7 хв", "Людина у розпачі: 1", "&lt;b&gt;Олена&lt;/b&gt;", "0:42 / 1:35")
        .contains("1:01:40 / 1:06:40", "4,5 (2)", "12,5\u00a0%", "data-live=\"/desk/team/live\"")
        .contains("<rect", "Що означають показники", "/desk?conversation=viber:2")
        .doesNotContain("??", "<b>Олена");
    assertThat(drawn("en", atWork()))
        .contains("The shift", "Distress: 1", "7 min")
        .doesNotContain("??");
  }

  @Test
  void withoutTheDatabaseTheLivePartIsThereAllTheSame() throws Exception {
    Map<String, Object> live = new java.util.HashMap<>(atWork());
    live.keySet().removeAll(Set.of("all", "lines", "ratings"));
    assertThat(drawn("uk", live)).contains("База даних не відповідає", "Марія", "7 хв");
  }
}
