package ua.holos.gateway.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameCheckTest {
  private static final byte[] JPEG = hex("ffd8ffe000104a464946");
  private static final byte[] PNG = hex("89504e470d0a1a0a");
  private static final byte[] MP4 = hex("0000001866747970697366f66d");
  private static final byte[] HEIC = hex("000000186674797068656963");
  private static final byte[] OLD_OFFICE = hex("d0cf11e0a1b11ae10000");
  private static final byte[] WINDOWS = hex("4d5a90000300000004000000ffff0000");
  private static final byte[] LINUX = hex("7f454c460201010000");
  private static final byte[] PDF = text("%PDF-1.7\n1 0 obj");
  private static final byte[] HTML = text("<!DOCTYPE html><script>alert(1)</script>");
  private static final byte[] SVG =
      text("<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"a()\"/>");

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] zip(String... names) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(1);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  private static boolean disguised(String name, byte[] bytes) {
    return FileNameCheck.disguise(name, bytes).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "фото.jpg", "фото.JPG", "фото.jpeg", "скан.png", "відео.mp4", "договір.docx",
            "кошторис.xlsx",
        "лист.doc", "акт.odt", "рахунок.pdf", "архів.zip", "фото.heic", "фото.jpg. ", "a.b.jpg"
      })
  void aPageOrProgramUnderAnotherNameIsDisguised(String name) {
    for (byte[] bytes : List.of(HTML, SVG, WINDOWS, LINUX, text("#!/bin/sh\nrm -rf /"))) {
      assertThat(disguised(name, bytes)).isTrue();
    }
  }

  @Test
  void aPictureThatIsADocumentOrTextIsDisguised() {
    assertThat(FileNameCheck.disguise("рахунок.jpg", PDF))
        .contains(new MediaStore.Stored.Disguised("jpg", "PDF"));
    assertThat(disguised("фото.png", text("просто текст"))).isTrue();
    assertThat(disguised("фото.png", zip("a.txt"))).isTrue();
    assertThat(disguised("відео.mp4", JPEG)).isTrue();
    assertThat(disguised("рахунок.pdf", JPEG)).isTrue();
    assertThat(disguised("рахунок.pdf", zip("[Content_Types].xml"))).isTrue();
    assertThat(disguised("договір.docx", zip("META-INF/MANIFEST.MF", "A.class"))).isTrue();
    assertThat(disguised("договір.docx", zip("будь-що"))).isTrue();
    assertThat(disguised("список.csv", OLD_OFFICE)).isTrue();
  }

  @Test
  void aFileThatIsWhatItsNameSaysIsNot() {
    assertThat(disguised("фото.jpg", JPEG)).isFalse();
    assertThat(disguised("фото.JPEG", PNG)).as("another kind of picture").isFalse();
    assertThat(disguised("фото.heic", HEIC)).isFalse();
    assertThat(disguised("відео.mov", MP4)).isFalse();
    assertThat(disguised("рахунок.pdf", PDF)).isFalse();
    assertThat(disguised("рахунок.pdf", text("\r\n%PDF-1.4"))).isFalse();
    assertThat(disguised("договір.docx", zip("[Content_Types].xml", "word/document.xml")))
        .isFalse();
    assertThat(disguised("таблиця.xlsx", zip("[Content_Types].xml", "xl/workbook.xml"))).isFalse();
    assertThat(disguised("акт.odt", zip("META-INF/manifest.xml", "content.xml"))).isFalse();
    assertThat(disguised("лист.doc", OLD_OFFICE)).isFalse();
    assertThat(disguised("лист.doc", text("{\\rtf1\\ansi}"))).isFalse();
    assertThat(disguised("архів.zip", zip("a.txt"))).isFalse();
    assertThat(disguised("список.csv", text("вулиця;будинок\nХрещатик;25"))).isFalse();
    assertThat(disguised("список.txt", "вулиця".getBytes(Charset.forName("windows-1251"))))
        .isFalse();
    assertThat(disguised("список.txt", "\uFEFFвулиця".getBytes(StandardCharsets.UTF_16LE)))
        .isFalse();
    assertThat(disguised("сторінка.html", HTML)).isFalse();
  }

  @Test
  void aNameThatSaysNothingMayStandForAnythingButAPageOrAProgram() {
    assertThat(disguised("", JPEG)).isFalse();
    assertThat(disguised("замір", hex("00010203"))).isFalse();
    assertThat(disguised("креслення.dwg", hex("414331303332000000"))).isFalse();
    assertThat(disguised("замір.dat", text("1;2;3"))).isFalse();
    assertThat(disguised("замір.dat", WINDOWS)).isTrue();
    assertThat(disguised("замір", HTML)).isTrue();
  }

  @Test
  void aTextThatSpeaksOfPdfOrZipIsStillText() {
    assertThat(disguised("лист.txt", text("MZ – це не програма"))).isFalse();
    assertThat(disguised("лист.txt", text("<b>увага</b>"))).isFalse();
  }

  @Test
  void noBytesUnderAnyNameBreakIt() {
    Random random = new Random(5);
    List<byte[]> heads =
        List.of(JPEG, PNG, MP4, PDF, HTML, SVG, WINDOWS, OLD_OFFICE, zip("a"), new byte[0]);
    String[] names = {"a.jpg", "a.pdf", "a.docx", "a.txt", "", ".", "...", "a.", "\uD83D.jpg"};
    for (int i = 0; i < 20_000; i++) {
      byte[] head = heads.get(random.nextInt(heads.size()));
      byte[] bytes = new byte[1 + head.length + random.nextInt(64)];
      random.nextBytes(bytes);
      System.arraycopy(head, 0, bytes, 0, random.nextInt(head.length + 1));
      String name = names[random.nextInt(names.length)];
      boolean disguised = disguised(name, bytes);
      boolean picture =
          switch (MediaType.of(bytes)) {
            case JPEG, PNG, WEBP, GIF, HEIC -> true;
            default -> false;
          };
      if (name.endsWith(".jpg")) {
        assertThat(disguised).isEqualTo(!picture);
      }
    }
  }
}
