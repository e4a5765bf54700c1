package ua.holos.nlp.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TrainingExamplesTest {

  private static final String LONG =
      "Добрий день. Третій тиждень стоїть ліфт у першому під'їзді. "
          + "Диспетчер каже що чекає на деталь, а ми носимо візок пішки на дев'ятий поверх"
          + " і вже не маємо сили.";

  @Test
  void newerAppealsCountForMore() {
    List<TrainingExample> examples =
        new TrainingExamples(100, 0)
            .of(
                List.of(
                    new Appeal("2024-01-01 10:00:00", "waste", "сміття"),
                    new Appeal("2024-04-10", "waste", "сміття")));

    assertThat(examples.get(1).weight() / examples.get(0).weight()).isCloseTo(2, within(0.01f));
    assertThat(examples.get(0).weight() + examples.get(1).weight()).isCloseTo(2, within(0.01f));
  }

  @Test
  void withoutDatesAllCountTheSame() {
    List<TrainingExample> examples =
        new TrainingExamples(100, 0)
            .of(List.of(new Appeal("", "waste", "сміття"), new Appeal("", "waste", "баки")));

    assertThat(examples).extracting(TrainingExample::weight).containsExactly(1f, 1f);
  }

  @Test
  void theFirstSentenceOfALongAppealIsLearntToo() {
    List<TrainingExample> examples =
        new TrainingExamples(0, 0.3)
            .of(
                List.of(
                    new Appeal("", "elevator", LONG),
                    new Appeal("", "waste", "Баки повні. Лежить.")));

    assertThat(examples)
        .containsExactly(
            new TrainingExample("elevator", "", LONG, 1, 0, true),
            new TrainingExample("waste", "", "Баки повні. Лежить.", 1, 1, true),
            new TrainingExample(
                "elevator", "", "Третій тиждень стоїть ліфт у першому під'їзді.", 0.3f, 0, false));
  }
}
