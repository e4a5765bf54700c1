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
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import ua.holos.bot.conversation.ConversationEngine;
import ua.holos.bot.conversation.Policy;
import ua.holos.bot.form.ContactRule;
import ua.holos.gateway.city.DemoCity;

/// Every file of `dialogues` is a dialogue that has to go as written there.
class DialogueTest {
  private static final Path FOLDER = Path.of("src/test/resources/dialogues");

  @TestFactory
  Stream<DynamicTest> dialogue() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(FOLDER)) {
      files = all.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
    assertThat(files).hasSizeGreaterThanOrEqualTo(40);
    return files.stream().map(DialogueTest::test);
  }

  private static DynamicTest test(Path file) {
    Map<String, Object> dialogue = load(file);
    return DynamicTest.dynamicTest(
        Understood.need(dialogue, "dialogue"), file.toUri(), () -> play(dialogue));
  }

  @SuppressWarnings("unchecked")
  private static void play(Map<String, Object> dialogue) {
    Policy policy = DemoCity.policy();
    if (dialogue.get("contact") != null) {
      String rule = dialogue.get("contact").toString().toUpperCase(Locale.ROOT);
      policy = policy.with(ContactRule.valueOf(rule));
    }
    ConversationEngine engine =
        new ConversationEngine(
            DemoCity.catalogue(), new CheckedWording(DemoCity.wording()), policy);
    List<Map<String, Object>> turns = new ArrayList<>();
    Understood.list(dialogue.get("turns")).forEach(turn -> turns.add((Map<String, Object>) turn));
    new Script(new Stage(engine), null).play(turns);
  }

  private static Map<String, Object> load(Path file) {
    try {
      return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
