package ua.holos.bot.form;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemTest {

  @Test
  void joinsTheMessagesThatDescribedIt() {
    Problem problem = Problem.UNKNOWN.saying("1", "яма").saying("2", "глибока");
    assertThat(problem.description()).isEqualTo("яма\nглибока");
    assertThat(problem.cut()).isFalse();
  }

  @Test
  void anEditedMessageReplacesItsOwnWordsOnly() {
    Problem problem =
        Problem.UNKNOWN.saying("1", "яма").saying("2", "глибока").saying("1", "яма на дорозі");
    assertThat(problem.description()).isEqualTo("яма на дорозі\nглибока");
  }

  @Test
  void tenThousandCharactersAreCutToFourThousandAndSaidToBe() {
    Problem problem = Problem.UNKNOWN.saying("1", "ї".repeat(10_000));
    assertThat(problem.description()).hasSize(Problem.LONGEST).endsWith("…");
    assertThat(problem.cut()).isTrue();
  }

  @Test
  void theCutNeverSplitsACharacter() {
    Problem problem = Problem.UNKNOWN.saying("1", "😡".repeat(3_000));
    assertThat(problem.cut()).isTrue();
    assertThat(problem.description()).hasSizeLessThanOrEqualTo(Problem.LONGEST).endsWith("😡…");
  }

  @Test
  void asksForOtherWordsBeforeItShowsTheMenu() {
    Problem once = Problem.UNKNOWN.noneOfThese();
    assertThat(once.search()).isEqualTo(Problem.Search.REPHRASE);
    assertThat(once.noneOfThese().search()).isEqualTo(Problem.Search.MENU);
  }
}
