package ua.holos.nlp.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RawAppealFolderTest {

  private static final Map<String, String> TYPES = Map.of("Робота ліфта", "elevator");

  @TempDir Path folder;

  private void record(String name, String json) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(json.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String json(int id, String type, String text) {
    return """
    {"PX": 50.4, "Files": [{"a": "}"}], "CallId": %d, "CallDate": "2015-01-02T03:04:05",
     "Answer": null, "CallZType": "%s", "CallZText": "%s"}\
    """
        .formatted(id, type, text);
  }

  @Test
  void recordsAreCleanedAndRepeatsLeftOut() throws Exception {
    record(
        "a/a-1.json.gz",
        json(1, "Робота ліфта", "Робота ліфта. &quot;Стоїть&quot;\\nпишіть a@b.ua"));
    record("a/a-2.json.gz", json(1, "Робота ліфта", "той самий номер"));
    record("b/b-1.json.gz", json(2, "Щось інше", "невідомий тип"));
    record("b/b-2.json.gz", json(3, "Робота ліфта", "підʼїзд &#1073;ез \\u043b\\u0456фта"));

    RawAppealFolder.Contents contents = RawAppealFolder.read(folder, TYPES);

    assertThat(contents.appeals())
        .containsExactly(
            new Appeal("2015-01-02T03:04:05", "elevator", "Робота ліфта", ". \"Стоїть\" пишіть"),
            new Appeal("2015-01-02T03:04:05", "elevator", "Робота ліфта", "підʼїзд без ліфта"));
    assertThat(contents.repeated()).isEqualTo(1);
    assertThat(contents.untyped()).isEqualTo(1);
  }

  @Test
  void aBrokenRecordIsNamed() throws IOException {
    record("a-1.json.gz", "{\"CallId\": 1, \"CallZText\": \"кінця");

    assertThatThrownBy(() -> RawAppealFolder.read(folder, TYPES))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("a-1.json.gz", "not a JSON object");
  }

  @Test
  void theTypesFileMapsToKnownCategories() throws Exception {
    Path file = folder.resolve("types.tsv");
    Files.writeString(file, "raw_type\tcategory\nРобота ліфта\televator\n");

    assertThat(RawAppealFolder.types(file, Set.of("elevator"))).isEqualTo(TYPES);
    assertThatThrownBy(() -> RawAppealFolder.types(file, Set.of("waste")))
        .hasMessageContaining("line 2");
  }
}
