package ua.holos.nlp.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ua.holos.nlp.training.InvalidInputException;

final class UnderstandCommandTest {

  @TempDir Path folder;

  @BeforeEach
  void writeStreets() throws IOException {
    Files.writeString(
        folder.resolve("streets.tsv"),
        "street_type\tname_uk\tother_names\tdistricts\tlat\tlon\tsource\tgid\told_names\tru_names\n"
            + "вулиця\tХрещатик\t\tПечерський\t50.447\t30.522\tdemo\tD1\t\tКрещатик\n"
            + "проспект\tБерестейський\t\t\t50.45\t30.44\tdemo\tD2\tПеремоги\tПобеды\n");
  }

  private List<String> understand(String input, String... arguments)
      throws IOException, InvalidInputException {
    return understand(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), arguments);
  }

  private List<String> understand(InputStream input, String... arguments)
      throws IOException, InvalidInputException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.add("--streets");
    all.add(folder.resolve("streets.tsv").toString());
    new UnderstandCommand(input)
        .run(all, new PrintStream(out, true, StandardCharsets.UTF_8), System.err);
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void writesWhatItReadsAsOneLinePerText() throws Exception {
    List<String> read =
        understand("На Хрещатику 25 пахне газом,\\nтретій день\n\nпр. Перемоги 10, \"яма\"\n");
    assertThat(read).hasSize(3);
    assertThat(read.getFirst())
        .contains("\"language\":\"uk\"", "\"intent\":\"complaint\"", "\"urgency\":\"emergency\"")
        .contains("\"service\":\"gas-104\"", "\"street\":\"Хрещатик\"", "\"house\":\"25\"")
        .contains("\"details\":{\"since\":\"третій день\"}");
    assertThat(read.get(1)).contains("\"intent\":\"other\"", "\"addresses\":[]");
    assertThat(read.get(2)).contains("\"type\":\"проспект\",\"street\":\"Берестейський\"");
  }

  @Test
  void readsABareAnswerToWhatWasAsked() throws Exception {
    assertThat(understand("третій", "--expected", "entrance").getFirst())
        .contains("\"intent\":\"address-only\"")
        .contains("\"details\":{\"entrance\":\"3\"}");
  }

  @Test
  void everyFieldIsThereAndPlacesAreCodePoints() throws Exception {
    String line = understand("🥶🥶\\nхрещатик 25 а, 3 під'їзд, кв. 7: немає світла\n").getFirst();

    assertThat(line)
        .startsWith("{\"language\":\"uk\",\"intent\":\"complaint\",")
        .contains("\"urgency\":\"normal\",\"service\":null,\"categories\":[{\"code\":\"")
        .contains("\"id\":\"D1\",\"type\":\"вулиця\",\"street\":\"Хрещатик\"")
        .contains("\"house\":\"25А\",\"building\":null,\"entrance\":\"3\",\"apartment\":\"7\"")
        .contains("\"start\":3,")
        .contains("\"primary\":true")
        .contains("\"details\":{\"apartment\":\"7\",\"entrance\":\"3\"}")
        .contains("\"parts\":[]");
  }

  @Test
  void saysWhyWhenAsked() throws Exception {
    String text = "🥶🥶\\nхрещатик 25 немає гарячої води\n";
    String line = understand(text, "--why").getFirst();

    assertThat(line)
        .contains("\"categories\":[{\"code\":\"hot-water\",\"confidence\":0.")
        .contains(
            ",\"why\":[{\"text\":\"немає гарячої води\",\"start\":15,\"end\":33,\"weight\":0.");
    assertThat(line.split("\"why\":", -1)).as("of the first three").hasSize(4);
    assertThat(understand(text).getFirst()).doesNotContain("\"why\"");
    assertThat(understand("\n", "--why")).hasSize(1);
    assertThat(understand("ytvf ufhzxj] djlb\n", "--why").getFirst())
        .as("the words as they were typed")
        .contains("ufhzxj]");
  }

  @Test
  void everyLineGetsAnAnswerWhateverIsInIt() throws Exception {
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    input.writeBytes(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, '\n'});
    input.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xC3, 0, 'a', '\n'});
    input.writeBytes("яма\r на дорозі\u2028поруч\u0085тут\r\n\n".getBytes(StandardCharsets.UTF_8));
    input.writeBytes("без кінця рядка".getBytes(StandardCharsets.UTF_8));

    assertThat(understand(new ByteArrayInputStream(input.toByteArray())))
        .hasSize(5)
        .allSatisfy(line -> assertThat(line).startsWith("{\"language\":").endsWith("]}"));
  }

  @Test
  void answersALineBeforeTheNextOneIsThere() throws Exception {
    try (PipedOutputStream writer = new PipedOutputStream();
        PipedInputStream questions = new PipedInputStream(writer);
        PipedInputStream answers = new PipedInputStream();
        PipedOutputStream out = new PipedOutputStream(answers);
        ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<?> command =
          threads.submit(() -> {
            new UnderstandCommand(questions)
                .run(
                    List.of("--streets", folder.resolve("streets.tsv").toString()),
                    new PrintStream(out, false, StandardCharsets.UTF_8),
                    System.err);
            return null;
          });
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(answers, StandardCharsets.UTF_8));
      for (String text : List.of("дякую", "хрещатик 2\nхрещатик 3\nхрещ")) {
        writer.write((text + "\n").getBytes(StandardCharsets.UTF_8));
        writer.flush();
        for (int expected = text.split("\n").length; expected > 0; expected--) {
          assertThat(lines.readLine()).startsWith("{");
        }
      }
      writer.close();
      command.get();
    }
  }

  @Test
  void saysWhatIsWrongWithItsOptions() {
    assertThatThrownBy(() -> understand("", "--expected", "weather"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("--expected weather")
        .hasMessageContaining("entrance");
    assertThatThrownBy(() -> understand("", "--houses", folder.resolve("none.tsv").toString()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("none.tsv");
  }
}
