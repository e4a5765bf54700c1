package ua.holos.channel.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// The files in which citizens' texts and numbers wait, and that neither is printed.
@org.jspecify.annotations.NullUnmarked
class SmsFilesTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);
  private static final String NUMBER = "380441234567";
  private static final InboundPart PART =
      new InboundPart("+" + NUMBER, "1551", new Concatenation(7, 2, 1), NOW, "Немає води");

  @TempDir Path data;

  private Path folder;

  @BeforeEach
  void openFolder() throws IOException {
    folder = Files.createDirectory(data.resolve("sms"));
    permit(folder, "rwxr-xr-x");
  }

  private static void permit(Path path, String permissions) throws IOException {
    if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
  }

  private static String permissions(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void nobodyElseReadsTheParts() throws Exception {
    new PartFolder(folder).keep(PART);
    assertThat(permissions(folder)).isEqualTo("rwx------");
    assertThat(files())
        .singleElement()
        .satisfies(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void nobodyElseReadsWhoWasWrittenTo() throws Exception {
    Path file = folder.resolve("sent.tsv");
    // As an older version left them.
    for (Path old : List.of(file, folder.resolve("sent.tsv.new"))) {
      Files.createFile(old);
      permit(old, "rw-r--r--");
    }
    SentMessages sent = new SentMessages(file);
    assertThat(permissions(folder)).isEqualTo("rwx------");
    assertThat(files()).containsExactly(file);
    assertThat(permissions(file)).isEqualTo("rw-------");

    Files.delete(file);
    sent.add(new SentMessages.Sent("f83f8868", SmppParts.CITIZEN, NOW));
    assertThat(permissions(file)).isEqualTo("rw-------");
    assertThat(new SentMessages(file).open()).hasSize(1);
  }

  @Test
  void whatWasHalfWrittenGoesAtTheStart() throws Exception {
    new PartFolder(folder).keep(PART);
    Path unfinished = Files.createFile(folder.resolve("abc-1.part.new"));
    assertThat(new PartFolder(folder).kept()).containsExactly(PART);
    assertThat(unfinished).doesNotExist();
  }

  @Test
  void whatCannotBeReadIsKeptForADay() throws Exception {
    Path unreadable = Files.writeString(folder.resolve("abc-1.part"), "Немає води");
    Files.setLastModifiedTime(unreadable, FileTime.from(NOW));
    InboundParts parts = new InboundParts(new PartFolder(folder));
    parts.keep(PART);

    parts.overdue(NOW.plus(Duration.ofDays(1)));
    assertThat(unreadable).exists();
    parts.overdue(NOW.plus(Duration.ofDays(1)).plusSeconds(1));
    assertThat(unreadable).doesNotExist();
    assertThat(files()).hasSize(1);
  }

  @Test
  void nothingPrintsTextsOrNumbers() {
    DeliveredPdu pdu = new DeliveredPdu(0, 8, 1, NUMBER, "1551", new byte[0], Map.of());
    TurboSmsAnswer said =
        new TurboSmsAnswer.Said(
            0, "OK", JsonMapper.shared().readTree("[{\"phone\":\"" + NUMBER + "\"}]"));
    assertThat(
            Stream.of(
                    PART,
                    new InboundParts.Joined("1", List.of(PART)),
                    new SentMessages.Sent("f83f8868", SmppParts.CITIZEN, NOW),
                    SmsText.of("Немає води", DefaultAlphabet.GSM),
                    pdu,
                    said)
                .map(Object::toString))
        .noneMatch(printed -> printed.contains(NUMBER) || printed.contains("води"));
  }
}
