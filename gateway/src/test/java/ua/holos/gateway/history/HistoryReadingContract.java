package ua.holos.gateway.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.jdbc.core.JdbcTemplate;
import ua.holos.gateway.history.StoryEntry.Kind;

/// A person's story and copies of conversations, on whichever database a subclass brings.
abstract class HistoryReadingContract {
  private static final Instant NOW = Instant.parse("2026-11-22T09:30:00Z");
  private static final Set<Kind> ALL = EnumSet.allOf(Kind.class);

  private RecordRows rows;
  private Story story;
  private Transcript transcript;

  /// An empty database.
  abstract DataSource database() throws Exception;

  @BeforeEach
  void tables() throws Exception {
    DataSource database = Databases.tables(database());
    rows = new RecordRows(database);
    story = new Story(new JdbcTemplate(database));
    transcript = new Transcript(new JdbcTemplate(database));
    rows.conversation("telegram:1", "Олена", "+380671112233", NOW);
    rows.conversation("viber:2", "Олена у Viber", null, NOW);
    rows.join("viber:2", "telegram:1");
    rows.message("telegram:1", 1, -1, "text", "Немає води", NOW, null);
    rows.attachment("telegram:1", 1, "кран.jpg", 1_024);
    rows.message("telegram:1", 1, 0, "text", "Дякуємо!", NOW.plusSeconds(1), null);
    rows.appeal(
        "telegram:1:1", "telegram:1", "6-1", "вулиця Хрещатик, 25", null, NOW.plusSeconds(2));
    rows.status("6-1", "done", "Полагоджено", NOW.plusSeconds(3));
    rows.call("viber:2", 2, "asked", NOW.plusSeconds(4), 1, 2, 60, "op", "closed", 4);
    rows.message("viber:2", 3, -1, "note", "Сердита", NOW.plusSeconds(5), "op");
    rows.message("viber:2", 4, 0, "text", "Добрий день", NOW.plusSeconds(6), "op");
    rows.conversation("web:9", "Чужа", null, NOW);
    rows.message("web:9", 1, -1, "text", "Чуже", NOW, null);
  }

  private Story.Person olena() {
    return story.person(RecordRows.contact("telegram:1")).orElseThrow();
  }

  @Test
  void aPersonsStoryIsOfAllTheirChannelsNewestFirst() {
    assertThat(olena().phone()).isEqualTo("+380671112233");
    assertThat(olena().channels())
        .extracting(Story.Channel::channel)
        .containsExactly("telegram", "viber");
    Story.Page page = story.page(olena(), ALL, null, 50);
    assertThat(page.entries())
        .extracting(StoryEntry::kind)
        .containsExactly(
            Kind.RATING,
            Kind.MESSAGE,
            Kind.NOTE,
            Kind.CALL,
            Kind.STATUS,
            Kind.APPEAL,
            Kind.MESSAGE,
            Kind.MESSAGE);
    assertThat(page.next()).isNull();
    assertThat(page.entries().getFirst().rating()).isEqualTo(4);
    assertThat(page.entries().get(4).words()).isEqualTo("Полагоджено");
    assertThat(page.entries().getLast().files()).containsExactly("кран.jpg");
    assertThat(page.entries()).extracting(StoryEntry::words).doesNotContain("Чуже");
  }

  @Test
  void onlyTheChosenKindsAreShown() {
    assertThat(story.page(olena(), EnumSet.of(Kind.NOTE), null, 50).entries())
        .extracting(StoryEntry::words)
        .containsExactly("Сердита");
    assertThat(story.page(olena(), EnumSet.of(Kind.APPEAL, Kind.STATUS), null, 50).entries())
        .extracting(StoryEntry::number)
        .containsExactly("6-1", "6-1");
  }

  @Test
  void pagesShowEachEntryOnceAlsoWhenMuchHappensAtOneMoment() {
    for (int i = 10; i < 60; i++) {
      rows.message("telegram:1", i, -1, "text", "м" + i, NOW.plusSeconds(100 + i / 20), null);
    }
    List<StoryEntry> seen = new ArrayList<>();
    Story.@Nullable From from = null;
    do {
      Story.Page page = story.page(olena(), ALL, from, 7);
      seen.addAll(page.entries());
      from = page.next();
    } while (from != null);
    assertThat(seen).hasSize(58).doesNotHaveDuplicates();
  }

  @Test
  void aCopyHasAllMessagesInTheirOrderAndNotesOnlyWhenWanted() {
    Transcript.Copy telegram = transcript.read("telegram:1", null, null, false).orElseThrow();
    assertThat(telegram.lines())
        .extracting(Transcript.Line::author)
        .containsExactly(Transcript.Author.CITIZEN, Transcript.Author.BOT);
    assertThat(telegram.lines().getFirst().files()).containsExactly("кран.jpg, image/jpeg, 1024 B");
    assertThat(transcript.read("viber:2", null, null, false).orElseThrow().lines())
        .extracting(Transcript.Line::words)
        .containsExactly("Добрий день");
    assertThat(transcript.read("viber:2", null, null, true).orElseThrow().lines()).hasSize(2);
    assertThat(transcript.read("telegram:1", NOW.plusSeconds(1), null, false).orElseThrow().lines())
        .hasSize(1);
    assertThat(transcript.read("telegram:1", null, NOW, false).orElseThrow().lines()).isEmpty();
    assertThat(transcript.read("viber:none", null, null, false)).isEmpty();
  }

  @Test
  void aPdfCanBeReadBackWhateverWasWritten() throws Exception {
    rows.message(
        "telegram:1",
        5,
        -1,
        "text",
        "Ґанок 🦕🪣🏽 <b>і</b> під’їзд\u0007\nдругий рядок",
        NOW.plusSeconds(9),
        null);
    rows.message("telegram:1", 6, -1, "text", "ж".repeat(3_000), NOW.plusSeconds(10), null);
    for (int i = 7; i < 90; i++) {
      rows.message(
          "telegram:1", i, -1, "text", "Повідомлення номер " + i, NOW.plusSeconds(i), null);
    }
    byte[] pdf =
        new PdfCopy(copyText())
            .write(transcript.read("telegram:1", null, null, true).orElseThrow(), made());
    try (PDDocument document = Loader.loadPDF(pdf)) {
      String text = new PDFTextStripper().getText(document);
      assertThat(document.getNumberOfPages()).isGreaterThan(3);
      assertThat(text)
          .contains("Немає води", "Ґанок □□ <b>і</b> під’їзд", "другий рядок", "Запит № 7")
          .contains("Повідомлення номер 89", "Ірина Аудитор", "кран.jpg")
          .contains("Сторінка 1 з " + document.getNumberOfPages());
      assertThat(text.chars().filter(c -> c == 'ж').count()).isGreaterThanOrEqualTo(3_000);
      for (var page : document.getPages()) {
        for (var name : page.getResources().getFontNames()) {
          assertThat(page.getResources().getFont(name).isEmbedded()).isTrue();
        }
      }
    }
  }

  @Test
  void aTextCopySaysTheSame() {
    String text =
        copyText().plain(transcript.read("telegram:1", null, null, false).orElseThrow(), made());
    assertThat(text)
        .contains("22.11.2026 11:30:00 · Заявник · отримано")
        .contains("Немає води", "Дякуємо!", "кран.jpg, image/jpeg, 1024 B", "Запит № 7");
    assertThat(text.getBytes(StandardCharsets.UTF_8)).startsWith(0xEF, 0xBB, 0xBF);
  }

  private static CopyText copyText() {
    ResourceBundleMessageSource words = new ResourceBundleMessageSource();
    words.setBasename("ua/holos/gateway/history/words");
    words.setDefaultEncoding("UTF-8");
    words.setFallbackToSystemLocale(false);
    return new CopyText(words, ZoneId.of("Europe/Kyiv"), Locale.of("uk"));
  }

  private static CopyText.Made made() {
    return new CopyText.Made(NOW, "Ірина Аудитор", "Запит № 7", "1551", "", "", true);
  }
}
