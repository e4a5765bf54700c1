package ua.holos.nlp.training;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Turns appeals into what the classifier learns from.
///
/// Newer appeals count for more, because people's words and operators' habits change. Of a long
/// appeal its first short sentence is learnt as well, because people write to a bot as they begin
/// an appeal: with what is wrong.
final class TrainingExamples {

  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+|\\n");
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final int LONG_TEXT_WORDS = 20;
  private static final int FEWEST_SENTENCE_WORDS = 4;
  private static final int MOST_SENTENCE_WORDS = 15;
  private static final float HEAVIEST = 5;

  private final int halfLifeDays;
  private final float sentenceWeight;

  /// @param halfLifeDays after how many days an appeal counts half, 0 for never
  /// @param sentenceWeight of a first sentence beside its appeal, 0 for none
  TrainingExamples(int halfLifeDays, double sentenceWeight) {
    this.halfLifeDays = halfLifeDays;
    this.sentenceWeight = (float) sentenceWeight;
  }

  /// @param appeals oldest first
  List<TrainingExample> of(List<Appeal> appeals) {
    float[] weights = weights(appeals);
    List<TrainingExample> examples = new ArrayList<>(appeals.size() * 2);
    for (int i = 0; i < weights.length; i++) {
      Appeal appeal = appeals.get(i);
      examples.add(
          new TrainingExample(
              appeal.category(), appeal.type(), appeal.text(), weights[i], i, true));
    }
    for (int i = 0; i < weights.length && sentenceWeight > 0; i++) {
      Appeal appeal = appeals.get(i);
      String sentence = firstShortSentence(appeal.text());
      if (!sentence.isEmpty()) {
        examples.add(
            new TrainingExample(
                appeal.category(), appeal.type(), sentence, weights[i] * sentenceWeight, i, false));
      }
    }
    return examples;
  }

  /// One per appeal, 1 on average.
  private float[] weights(List<Appeal> appeals) {
    float[] weights = new float[appeals.size()];
    double sum = 0;
    double newest = appeals.isEmpty() ? 0 : day(appeals.getLast());
    for (int i = 0; i < weights.length; i++) {
      double age = newest - day(appeals.get(i));
      weights[i] = halfLifeDays == 0 ? 1 : (float) Math.pow(0.5, age / halfLifeDays);
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) Math.min(HEAVIEST, weights[i] * weights.length / sum);
    }
    return weights;
  }

  /// Days since 1970; 0 for an appeal without a date, so that beside dated ones it hardly counts.
  private static long day(Appeal appeal) {
    try {
      return appeal.date().length() < 10
          ? 0
          : ChronoUnit.DAYS.between(
              LocalDate.EPOCH, LocalDate.parse(appeal.date().substring(0, 10)));
    } catch (DateTimeException e) {
      return 0;
    }
  }

  /// The first sentence of 4 to 15 words of a text of more than 20; empty when there is none.
  static String firstShortSentence(String text) {
    if (SPACE.split(text.strip()).length <= LONG_TEXT_WORDS) {
      return "";
    }
    for (String sentence : SENTENCE_END.split(text)) {
      int words = SPACE.split(sentence.strip()).length;
      if (words >= FEWEST_SENTENCE_WORDS && words <= MOST_SENTENCE_WORDS) {
        return sentence;
      }
    }
    return "";
  }
}
