package ua.holos.gateway.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import ua.holos.bot.conversation.ConversationEngine;
import ua.holos.bot.conversation.Policy;
import ua.holos.bot.form.ContactRule;
import ua.holos.bot.understanding.AddressMention;
import ua.holos.bot.understanding.Expectation;
import ua.holos.bot.understanding.Understander;
import ua.holos.bot.understanding.Understanding;
import ua.holos.gateway.city.AnswerBook;
import ua.holos.gateway.city.DemoCity;
import ua.holos.gateway.log.TestRedis;
import ua.holos.nlp.HolosUnderstander;

/// Every file of `dialogues` is a dialogue that has to go as written there.
class DialogueTest {
  private static final Path FOLDER = Path.of("src/test/resources/dialogues");

  /// For dialogues in several conversations, which say whether there is SMS.
  private static TestRedis redis;

  @BeforeAll
  static void start(@TempDir Path folder) {
    redis = TestRedis.start(folder);
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  @TestFactory
  Stream<DynamicTest> dialogue() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(FOLDER)) {
      files = all.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
    assertThat(files).hasSizeGreaterThanOrEqualTo(40);
    return files.stream().map(this::test);
  }

  private DynamicTest test(Path file) {
    Map<String, Object> dialogue = load(file);
    return DynamicTest.dynamicTest(
        Understood.need(dialogue, "dialogue"), file.toUri(), () -> play(dialogue));
  }

  @SuppressWarnings("unchecked")
  private void play(Map<String, Object> dialogue) {
    Policy policy = DemoCity.policy();
    if (dialogue.get("contact") != null) {
      String rule = dialogue.get("contact").toString().toUpperCase(Locale.ROOT);
      policy = policy.with(ContactRule.valueOf(rule));
    }
    if (dialogue.get("one-way") != null) {
      policy = policy.withOneWay(Set.of(dialogue.get("one-way").toString()));
    }
    ConversationEngine engine =
        new ConversationEngine(
            DemoCity.catalogue(), new CheckedWording(DemoCity.wording()), policy);
    List<Map<String, Object>> turns = new ArrayList<>();
    Understood.list(dialogue.get("turns")).forEach(turn -> turns.add((Map<String, Object>) turn));
    Understander understander = "real".equals(dialogue.get("understanding")) ? Reader.REAL : null;
    if (dialogue.get("sms") instanceof Boolean smsIsOn) {
      Town town = new Town(redis, smsIsOn, id -> new Stage(engine, id));
      new Script(town, town.stage("telegram:4711"), understander).play(turns);
      return;
    }
    Object with = dialogue.get("with");
    Stage stage = with == null ? new Stage(engine) : new Stage(engine, with.toString());
    new Script(stage, understander).play(turns);
  }

  /// The readers and prepared answers of the demo city, as the application puts them together.
  private record Reader(Understander texts, AnswerBook answers) implements Understander {
    static final Understander REAL =
        new Reader(
            HolosUnderstander.load(Path.of("../config/city/streets.tsv"), null),
            DemoCity.answers());

    @Override
    public Understanding understand(String text, Expectation expected) {
      return texts.understand(text, expected).withTopic(answers.topic(text).orElse(null));
    }

    @Override
    public Optional<AddressMention> nearest(double latitude, double longitude) {
      return texts.nearest(latitude, longitude);
    }
  }

  private static Map<String, Object> load(Path file) {
    try {
      return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
