package ua.holos.nlp.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.add("--streets");
    all.add(folder.resolve("streets.tsv").toString());
    new UnderstandCommand(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)))
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
