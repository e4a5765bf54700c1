package ua.holos.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import ua.holos.bot.conversation.Event;
import ua.holos.gateway.delivery.NewsCourse.Figure;
import ua.holos.gateway.delivery.NewsCourse.Taken;

/// Whatever happens, in whatever order: what can be told is told in the end, nothing twice, no old
/// date after a newer one, and nobody is woken.
class NewsCourseTest {
  private static final int COURSES = Integer.getInteger("holos.news.courses", 2_000);

  /// Courses that found a mistake once.
  private static final int[] ONCE_WRONG = {7456};

  /// A course's troubles are meant, and thousands of lines of log say nothing.
  private static final Logger TROUBLES =
      (Logger) LoggerFactory.getLogger("ua.holos.gateway.delivery");

  @BeforeAll
  static void quietly() {
    TROUBLES.setLevel(Level.OFF);
  }

  @AfterAll
  static void asUsual() {
    TROUBLES.setLevel(null);
  }

  @Test
  void everythingIsToldOnceInOrderAndAtDecentHours() {
    Map<Figure, Integer> figures = new EnumMap<>(Figure.class);
    IntStream.concat(IntStream.rangeClosed(1, COURSES), IntStream.of(ONCE_WRONG))
        .forEach(seed ->
            play(seed)
                .figures
                .forEach((figure, count) -> figures.merge(figure, count, Integer::sum)));
    // A generator that never gets into trouble would prove nothing.
    assertThat(figures.keySet()).containsExactlyInAnyOrder(Figure.values());
  }

  private static NewsCourse play(int seed) {
    NewsCourse course = new NewsCourse(seed);
    try {
      course.run();
      check(course);
      return course;
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("course " + seed + ": " + e.getMessage() + course.story(), e);
    }
  }

  private static void check(NewsCourse course) {
    for (String number : NewsCourse.HOMES.keySet()) {
      List<Taken> told =
          course.taken.stream().filter(one -> one.news.number().equals(number)).toList();
      latestIsKnown(course, number, told);
      wordsAreKnown(course, number, told);
      nothingTwice(told);
      nothingOldAfterSomethingNew(told);
      nobodyIsWoken(told);
    }
    for (String contact : NewsCourse.CHANNELS) {
      assertThat(course.person.state(contact).news().stream().filter(news -> news.key() != null))
          .as("news that %s still waits for", contact)
          .isEmpty();
    }
    course.count();
  }

  /// How the appeal stands in the end has reached the person.
  private static void latestIsKnown(NewsCourse course, String number, List<Taken> told) {
    String home = NewsCourse.HOMES.getOrDefault(number, NewsCourse.TELEGRAM);
    course.person.state(home).appeals().stream()
        .filter(appeal -> appeal.number().equals(number))
        .filter(appeal -> appeal.statusAt().isAfter(NewsCourse.START))
        .forEach(appeal ->
            assertThat(told)
                .as("how %s stands", appeal)
                .anyMatch(
                    one -> one.arrivedAt != null && !one.news.at().isBefore(appeal.statusAt())));
  }

  /// What departments wrote has reached the person, unless no channel worked at the time.
  private static void wordsAreKnown(NewsCourse course, String number, List<Taken> told) {
    if (course.person.undelivered.stream().anyMatch(one -> one.number().equals(number))) {
      return;
    }
    for (Event.StatusChanged change : course.changes) {
      if (change.number().equals(number) && !change.note().isEmpty()) {
        assertThat(told)
            .as("%s", change)
            .anyMatch(one -> one.arrivedAt != null && one.news.note().contains(change.note()));
      }
    }
  }

  private static void nothingTwice(List<Taken> told) {
    for (Taken one : told) {
      assertThat(
              told.stream()
                  .filter(other -> other != one && other.at.isAfter(one.at))
                  .filter(other -> other.news.updateId().equals(one.news.updateId()))
                  .filter(_ -> one.inTime()))
          .as("%s arrived in time in %s, and is told again", one.news, one.contact)
          .isEmpty();
    }
  }

  private static void nothingOldAfterSomethingNew(List<Taken> told) {
    Instant newest = Instant.MIN;
    for (Taken one : told) {
      boolean old = one.news.at().isBefore(newest);
      assertThat(old && one.news.disposable())
          .as("%s comes after something newer", one.news)
          .isFalse();
      newest = old ? newest : one.news.at();
    }
  }

  private static void nobodyIsWoken(List<Taken> told) {
    for (Taken one : told) {
      boolean urgent = one.news.number().equals(NewsCourse.EMERGENCY);
      assertThat(urgent || one.awake || !NewsCourse.QUIET.at(one.at))
          .as("%s leaves at %s", one.news, one.at)
          .isTrue();
    }
  }
}
