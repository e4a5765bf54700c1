package ua.holos.nlp.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import opennlp.tools.ml.model.Event;
import opennlp.tools.util.ObjectStreamUtils;
import opennlp.tools.util.TrainingParameters;
import org.junit.jupiter.api.Test;
import ua.holos.nlp.model.CategoryEnsemble;
import ua.holos.nlp.model.CategoryModel;
import ua.holos.nlp.model.ConfidenceCurve;
import ua.holos.nlp.model.ModelFile;

final class EnsembleTrainerTest {

  private static TrainingParameters parameters(int seed) {
    TrainingParameters parameters = new TrainingParameters();
    parameters.put(TrainingParameters.ALGORITHM_PARAM, EnsembleTrainer.ALGORITHM);
    parameters.put(TrainingParameters.CUTOFF_PARAM, 2);
    parameters.put(TrainingParameters.ITERATIONS_PARAM, 8);
    parameters.put(EnsembleTrainer.UNITS, 16);
    parameters.put(EnsembleTrainer.FEWEST_OF_TYPE, 20);
    parameters.put(EnsembleTrainer.SEED, seed);
    return parameters;
  }

  private static CategoryEnsemble trained(int seed, List<Event> events) throws IOException {
    return new EnsembleTrainer(parameters(seed), line -> {})
        .train(ObjectStreamUtils.createObjectStream(events));
  }

  /// Appeals about water or lifts, each with a few words that say nothing.
  private static List<Event> waterAndLifts() {
    Random random = new Random(7);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      boolean water = i % 2 == 0;
      events.add(
          new WeightedEvent(
              water ? "cold-water" : "elevator",
              water ? (i % 4 == 0 ? "немає" : "тече") : "",
              new String[] {
                water ? "вода" : "ліфт",
                "будинок" + random.nextInt(10),
                "день" + random.nextInt(10),
              },
              1,
              i,
              true));
    }
    return events;
  }

  @Test
  void whatTellsTheCategoriesApartIsLearnt() throws IOException {
    CategoryEnsemble ensemble = trained(1, waterAndLifts());

    assertThat(ensemble.getBestOutcome(ensemble.eval(new String[] {"вода", "день3"})))
        .isEqualTo("cold-water");
    assertThat(ensemble.getBestOutcome(ensemble.eval(new String[] {"день3", "ліфт"})))
        .isEqualTo("elevator");
  }

  @Test
  void ordinaryOpenNlpEventsAreLearntToo() throws IOException {
    List<Event> events = new ArrayList<>();
    for (Event event : waterAndLifts()) {
      events.add(new Event(event.getOutcome(), event.getContext()));
    }

    CategoryEnsemble ensemble = trained(1, events);

    assertThat(ensemble.getBestOutcome(ensemble.eval(new String[] {"ліфт"}))).isEqualTo("elevator");
  }

  @Test
  void theSameEventsAndSeedGiveTheSameFile() throws IOException {
    assertThat(written(trained(3, waterAndLifts())))
        .isEqualTo(written(trained(3, waterAndLifts())));
    assertThat(written(trained(3, waterAndLifts())))
        .isNotEqualTo(written(trained(4, waterAndLifts())));
  }

  @Test
  void probabilitiesAddUpWhateverIsAsked() throws IOException {
    CategoryEnsemble ensemble = trained(1, waterAndLifts());

    for (String[] text : List.of(new String[0], new String[] {"щось"}, new String[] {"вода"})) {
      double sum = 0;
      for (double probability : ensemble.eval(text)) {
        assertThat(probability).isBetween(0.0, 1.0);
        sum += probability;
      }
      assertThat(sum).isBetween(1 - 1e-9, 1 + 1e-9);
    }
  }

  private static byte[] written(CategoryEnsemble ensemble) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ModelFile.write(new CategoryModel(ensemble, ConfidenceCurve.STRAIGHT, 0.7, Map.of()), bytes);
    return bytes.toByteArray();
  }
}
