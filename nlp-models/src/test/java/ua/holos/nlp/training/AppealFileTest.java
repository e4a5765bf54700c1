package ua.holos.nlp.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AppealFileTest {

  private static final Set<String> CODES = Set.of("elevator", "waste");

  @TempDir Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("appeals.tsv"), content);
  }

  @Test
  void columnsAreFoundByNameInAnyOrder() throws Exception {
    Path file = file("text\tignored\tcategory\nліфт стоїть\t7\televator\n");

    assertThat(AppealFile.read(file, CODES))
        .containsExactly(new Appeal("", "elevator", "ліфт стоїть"));
  }

  @Test
  void theTypeThatAnOperatorChoseIsKept() throws Exception {
    Path file = file("raw_type\tcategory\ttext\nРобота ліфта\televator\tліфт стоїть\n");

    assertThat(AppealFile.read(file, CODES))
        .containsExactly(new Appeal("", "elevator", "Робота ліфта", "ліфт стоїть"));
  }

  @Test
  void packedFilesAreReadAndMasksDropped() throws Exception {
    Path file = folder.resolve("appeals.tsv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(
          "date\tcategory\ttext\n2015-01-02\twaste\tсміття, дзвоніть <phone>\n"
              .getBytes(StandardCharsets.UTF_8));
    }

    assertThat(AppealFile.read(file, CODES))
        .containsExactly(new Appeal("2015-01-02", "waste", "сміття, дзвоніть  "));
  }

  @Test
  void mistakesAreNamedWithTheirPlace() throws IOException {
    assertMistake(folder.resolve("none.tsv"), "none.tsv: no such file");
    assertMistake(file(""), "empty");
    assertMistake(file("category\tbody\n"), "no column 'text'", "category, body");
    assertMistake(file("category\ttext\nwaste\ta\tb\n"), "line 2 has 3 columns, expected 2");
    assertMistake(file("category\ttext\nwaste\ta\nwater\tb\n"), "line 3", "category 'water'");
    assertMistake(file("category\ttext\n"), "no appeals");
    Path latin = folder.resolve("latin.tsv");
    Files.write(latin, "category\ttext\nwaste\t\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    assertMistake(latin, "not UTF-8");
  }

  private static void assertMistake(Path file, String... parts) {
    assertThatThrownBy(() -> AppealFile.read(file, CODES))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(parts);
  }
}
