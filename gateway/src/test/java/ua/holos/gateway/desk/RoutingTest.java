package ua.holos.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import ua.holos.bot.appeal.Category;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.DeskCase;
import ua.holos.bot.conversation.Destination;
import ua.holos.bot.conversation.HandOff;
import ua.holos.bot.conversation.Mode;
import ua.holos.bot.understanding.Language;
import ua.holos.gateway.city.DemoCity;
import ua.holos.gateway.desk.Routing.Candidate;
import ua.holos.gateway.staff.Role;
import ua.holos.gateway.staff.Skill;
import ua.holos.gateway.staff.StaffMember;

final class RoutingTest {
  private static final Instant NOW = Instant.parse("2026-11-25T09:00:00Z");
  private static final Category HEATING = DemoCity.catalogue().category("heating").orElseThrow();

  private final Fitness fitness = new Fitness(new NoDesk(), DemoCity.catalogue());
  private final Routing routing = new Routing(fitness::skilled);

  private static final class NoDesk implements LiveDesk {
    @Override
    public List<LiveCase> all() {
      return List.of();
    }

    @Override
    public java.util.Optional<LiveCase> find(ConversationId conversation) {
      return java.util.Optional.empty();
    }
  }

  private static StaffMember member(String name, int parallel, Skill... skills) {
    return new StaffMember(
        new UUID(0, name.charAt(0)),
        name,
        name,
        Set.of(Role.OPERATOR),
        Set.of(skills),
        parallel,
        true);
  }

  private static Candidate ready(StaffMember member, long held, int idleMinutes) {
    return new Candidate(member, true, held, NOW.minusSeconds(idleMinutes * 60L));
  }

  private static LiveCase waits(
      int number,
      @Nullable String category,
      @Nullable String district,
      @Nullable Language language,
      @Nullable Destination wanted) {
    HandOff handOff = new HandOff("asked", NOW.minusSeconds(600 - number), false, wanted);
    return new LiveCase(
        DeskTown.citizen(number),
        new DeskCase(
            new Mode.AwaitingOperator(NOW, false, handOff, null, 0, null),
            null,
            language,
            category,
            null,
            district));
  }

  private static LiveCase waits(int number) {
    return waits(number, null, null, null, null);
  }

  private List<String> decided(List<LiveCase> waiting, Candidate... candidates) {
    return routing.decide(waiting, List.of(candidates), NOW).stream()
        .map(decision ->
            decision.conversation().contact().path().substring(3) + decision.to().name())
        .toList();
  }

  @Test
  void whoHasHadNothingForLongestGetsTheFirstAndThenStandsLast() {
    assertThat(
            decided(
                List.of(waits(1), waits(2), waits(3)),
                ready(member("Анна", 2), 0, 5),
                ready(member("Богдан", 2), 0, 9)))
        .containsExactly("1Богдан", "2Анна", "3Богдан");
  }

  @Test
  void nobodyGetsMoreThanTheyMayHold() {
    assertThat(
            decided(
                List.of(waits(1), waits(2), waits(3)),
                ready(member("Анна", 2), 1, 5),
                ready(member("Богдан", 1), 1, 9)))
        .containsExactly("1Анна");
  }

  @Test
  void whoeverTakesThemThemselvesIsGivenNone() {
    assertThat(decided(List.of(waits(1)), new Candidate(member("Анна", 2), false, 0, NOW)))
        .isEmpty();
  }

  @Test
  void whoHasASkillOfAKindTakesOnlyThatAndWhoHasNoneTakesAll() {
    LiveCase heating = waits(1, "heating", "Подільський", Language.UKRAINIAN, null);
    Skill department = new Skill(Skill.Kind.DEPARTMENT, HEATING.department());
    Skill other = new Skill(Skill.Kind.DEPARTMENT, "zoo");
    Skill podil = new Skill(Skill.Kind.DISTRICT, "Подільський");
    Skill pechersk = new Skill(Skill.Kind.DISTRICT, "Печерський");
    Skill ukrainian = new Skill(Skill.Kind.LANGUAGE, "UKRAINIAN");
    Skill russian = new Skill(Skill.Kind.LANGUAGE, "RUSSIAN");

    assertThat(decided(List.of(heating), ready(member("Анна", 1, department), 0, 1))).hasSize(1);
    assertThat(decided(List.of(heating), ready(member("Анна", 1, other), 0, 1))).isEmpty();
    assertThat(decided(List.of(heating), ready(member("Анна", 1, podil, pechersk), 0, 1)))
        .hasSize(1);
    assertThat(decided(List.of(heating), ready(member("Анна", 1, pechersk), 0, 1))).isEmpty();
    assertThat(decided(List.of(heating), ready(member("Анна", 1, ukrainian, department), 0, 1)))
        .hasSize(1);
    assertThat(decided(List.of(heating), ready(member("Анна", 1, russian, department), 0, 1)))
        .isEmpty();
    assertThat(decided(List.of(heating), ready(member("Анна", 1), 0, 1))).hasSize(1);
    assertThat(decided(List.of(waits(2)), ready(member("Анна", 1, other, pechersk, russian), 0, 1)))
        .as("of which nothing is known")
        .hasSize(1);
  }

  @Test
  void aStreetOfSeveralDistrictsIsForWhoeverHasOneOfThem() {
    LiveCase both = waits(1, null, "Подільський, Печерський", null, null);
    Skill pechersk = new Skill(Skill.Kind.DISTRICT, "Печерський");
    assertThat(decided(List.of(both), ready(member("Анна", 1, pechersk), 0, 1))).hasSize(1);
  }

  @Test
  void whoeverIsWantedIsWaitedForWhileTheyAreAtTheDesk() {
    StaffMember anna = member("Анна", 1);
    StaffMember bohdan = member("Богдан", 1);
    LiveCase forAnna =
        waits(
            1,
            null,
            null,
            null,
            new Destination(Destination.Kind.OPERATOR, anna.id().toString(), "Анна"));

    assertThat(decided(List.of(forAnna), ready(anna, 0, 1), ready(bohdan, 0, 9)))
        .containsExactly("1Анна");
    assertThat(decided(List.of(forAnna), ready(anna, 1, 1), ready(bohdan, 0, 9))).isEmpty();
    assertThat(decided(List.of(forAnna), ready(bohdan, 0, 9))).containsExactly("1Богдан");
  }

  @Test
  void aWantedDepartmentComesBeforeWhoeverTakesEverything() {
    Skill roads = new Skill(Skill.Kind.DEPARTMENT, "roads");
    LiveCase forRoads =
        waits(
            1,
            "heating",
            null,
            null,
            new Destination(Destination.Kind.DEPARTMENT, "roads", "Дороги"));
    assertThat(
            decided(
                List.of(forRoads),
                ready(member("Анна", 1, roads), 0, 1),
                ready(member("Богдан", 1), 0, 9)))
        .containsExactly("1Анна");
  }

  @Test
  void fitnessTellsWhatIsMissing() {
    StaffMember full = member("Анна", 0);
    StaffMember zoo = member("Богдан", 3, new Skill(Skill.Kind.DEPARTMENT, "zoo"));
    LiveCase heating = waits(1, "heating", null, null, null);
    assertThat(fitness.of(full, heating)).isEqualTo(Fitness.Verdict.FULL);
    assertThat(fitness.of(zoo, heating)).isEqualTo(Fitness.Verdict.UNSKILLED);
    assertThat(fitness.of(member("Віра", 1), heating)).isEqualTo(Fitness.Verdict.FITS);
  }

  @Test
  void thePlaceIsCountedFrontFirstAndThenByTheCall() {
    LiveCase first = waits(1);
    LiveCase second = waits(2);
    HandOff third = new HandOff("asked", NOW, false, null);
    List<LiveCase> queue = List.of(first, second);
    assertThat(DeskOrder.place(queue, DeskTown.citizen(3), third)).isEqualTo(3);
    assertThat(
            DeskOrder.place(queue, DeskTown.citizen(3), new HandOff("distress", NOW, true, null)))
        .isEqualTo(1);
    assertThat(DeskOrder.place(queue, second.conversation(), second.shown().handOff()))
        .isEqualTo(2);
  }

  @Test
  void whoeverAnswersInUkrainianReadsMixturesAndLatinLettersToo() {
    Candidate ukrainian =
        ready(member("Анна", 5, new Skill(Skill.Kind.LANGUAGE, "UKRAINIAN")), 0, 1);
    assertThat(
            decided(
                List.of(
                    waits(1, null, null, Language.MIXED, null),
                    waits(2, null, null, Language.TRANSLITERATED, null),
                    waits(3, null, null, Language.UNKNOWN, null),
                    waits(4, null, null, Language.ENGLISH, null),
                    waits(5, null, null, Language.RUSSIAN, null)),
                ukrainian))
        .containsExactly("1Анна", "2Анна", "3Анна");
  }

  @Test
  void whatIsOfferedToADepartmentIsForThoseOfItAndForThoseOfNone() {
    Destination roads = new Destination(Destination.Kind.DEPARTMENT, "roads", "Дороги");
    assertThat(Fitness.meant(member("Анна", 1), roads)).isTrue();
    assertThat(Fitness.meant(member("Анна", 1, new Skill(Skill.Kind.DEPARTMENT, "roads")), roads))
        .isTrue();
    assertThat(Fitness.meant(member("Анна", 1, new Skill(Skill.Kind.DEPARTMENT, "zoo")), roads))
        .isFalse();
  }

  private static LiveCase called(int number, String reason, boolean front) {
    HandOff handOff = new HandOff(reason, NOW.minusSeconds(600 - number), front, null);
    return new LiveCase(
        DeskTown.citizen(number),
        new DeskCase(
            new Mode.AwaitingOperator(NOW, false, handOff, null, 0, null),
            null,
            null,
            null,
            null,
            null));
  }

  @Test
  void dangerGoesBeforeEverybodyAlsoBeforeThoseWhoseOperatorIsGone() {
    List<LiveCase> all =
        new ArrayList<>(
            List.of(
                called(1, "asked", false),
                called(2, "asked", true),
                called(3, "emergency-unsure", true),
                called(4, "distress", true)));
    all.sort(DeskOrder.AS_SHOWN);
    assertThat(all.stream().map(LiveCase::conversation))
        .containsExactly(
            DeskTown.citizen(3), DeskTown.citizen(4), DeskTown.citizen(2), DeskTown.citizen(1));
    LiveCase distress = called(4, "distress", true);
    assertThat(DeskOrder.place(all, distress.conversation(), distress.shown().handOff()))
        .isEqualTo(2);
  }
}
