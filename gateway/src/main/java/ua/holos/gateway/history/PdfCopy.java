package ua.holos.gateway.history;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/// A copy of a conversation as PDF: A4, numbered pages, the font embedded. A sign that the font
/// hasn't (an emoji) is shown as a square.
final class PdfCopy {
  private static final String FONT = "/ua/holos/gateway/history/fonts/DejaVuSans.ttf";
  private static final float MARGIN = 50;
  private static final float SIZE = 9.5f;
  private static final float SMALL = 8;
  private static final float LEADING = 1.4f;
  private static final String MISSING = "□";

  private final CopyText text;

  PdfCopy(CopyText text) {
    this.text = text;
  }

  private record Run(String text, float size, float before) {}

  byte[] write(Transcript.Copy copy, CopyText.Made made) throws IOException {
    try (PDDocument document = new PDDocument();
        InputStream stream =
            Objects.requireNonNull(PdfCopy.class.getResourceAsStream(FONT), FONT)) {
      PDType0Font font = PDType0Font.load(document, stream, true);
      Glyphs glyphs = new Glyphs(font);
      document.getDocumentInformation().setTitle(text.title());
      document.getDocumentInformation().setAuthor(made.by());
      List<Run> runs = new ArrayList<>();
      wrap(glyphs, text.title(), 15, 0, runs);
      text.heading(copy, made).forEach(line -> wrap(glyphs, line.body(), SIZE, 2, runs));
      for (CopyText.Paragraph message : text.messages(copy)) {
        wrap(glyphs, message.head(), SMALL, 10, runs);
        message.body().lines().forEach(line -> wrap(glyphs, line, SIZE, 1, runs));
      }
      pages(document, font, glyphs, runs);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(out);
      return out.toByteArray();
    }
  }

  private void pages(PDDocument document, PDType0Font font, Glyphs glyphs, List<Run> runs)
      throws IOException {
    List<List<Run>> pages = new ArrayList<>();
    float room = 0;
    for (Run run : runs) {
      float need = run.before() + run.size() * LEADING;
      if (pages.isEmpty() || need > room) {
        pages.add(new ArrayList<>());
        room = PDRectangle.A4.getHeight() - 2 * MARGIN - SMALL * 2;
      }
      pages.getLast().add(run);
      room -= need;
    }
    for (int i = 0; i < pages.size(); i++) {
      PDPage page = new PDPage(PDRectangle.A4);
      document.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        float y = PDRectangle.A4.getHeight() - MARGIN;
        for (Run run : pages.get(i)) {
          y -= run.before() + run.size() * LEADING;
          show(content, font, run.text(), run.size(), MARGIN, y);
        }
        String number = text.page(i + 1, pages.size());
        float x = PDRectangle.A4.getWidth() - MARGIN - glyphs.width(number, SMALL);
        show(content, font, glyphs.shown(number), SMALL, x, MARGIN - SMALL);
      }
    }
  }

  private static void show(
      PDPageContentStream content, PDType0Font font, String text, float size, float x, float y)
      throws IOException {
    if (text.isEmpty()) {
      return;
    }
    content.beginText();
    content.setFont(font, size);
    content.newLineAtOffset(x, y);
    content.showText(text);
    content.endText();
  }

  /// Cuts a line between words where the page ends, and a word that is longer than the page.
  private static void wrap(Glyphs glyphs, String line, float size, float before, List<Run> runs) {
    float room = PDRectangle.A4.getWidth() - 2 * MARGIN;
    String shown = glyphs.shown(line);
    StringBuilder current = new StringBuilder();
    float width = 0;
    int space = -1;
    float gap = before;
    for (int i = 0; i < shown.length(); ) {
      int c = shown.codePointAt(i);
      float wide = glyphs.width(c, size);
      if (width + wide > room && !current.isEmpty()) {
        String rest = "";
        if (space > 0) {
          rest = current.substring(space + 1);
          current.setLength(space);
        }
        runs.add(new Run(current.toString(), size, gap));
        gap = 0;
        current = new StringBuilder(rest);
        width = glyphs.width(rest, size);
        space = -1;
      }
      if (c == ' ') {
        space = current.length();
      }
      current.appendCodePoint(c);
      width += wide;
      i += Character.charCount(c);
    }
    runs.add(new Run(current.toString(), size, gap));
  }

  /// What the font can show, and how wide.
  private static final class Glyphs {
    private final PDType0Font font;
    private final java.util.Map<Integer, Float> widths = new java.util.HashMap<>();

    Glyphs(PDType0Font font) {
      this.font = font;
    }

    /// The text with a square for what the font hasn't; what only changes its neighbour, such as a
    /// skin colour, is left out.
    String shown(String text) {
      StringBuilder shown = new StringBuilder(text.length());
      text.codePoints()
          .forEach(c -> {
            int type = Character.getType(c);
            if (c == '\t' || type == Character.SPACE_SEPARATOR) {
              shown.append(' ');
            } else if (type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.NON_SPACING_MARK && !has(c)
                || c >= 0x1F3FB && c <= 0x1F3FF) {
              return;
            } else if (has(c)) {
              shown.appendCodePoint(c);
            } else {
              shown.append(MISSING);
            }
          });
      return shown.toString();
    }

    private boolean has(int c) {
      return width(c) >= 0;
    }

    float width(int c, float size) {
      return Math.max(0, width(c)) * size / 1000;
    }

    float width(String text, float size) {
      float width = 0;
      for (int c : text.codePoints().toArray()) {
        width += width(c, size);
      }
      return width;
    }

    private float width(int c) {
      return widths.computeIfAbsent(c, this::measured);
    }

    /// -1 for what the font hasn't.
    private float measured(int c) {
      if (!Character.isValidCodePoint(c) || Character.getType(c) == Character.SURROGATE) {
        return -1;
      }
      try {
        return font.getStringWidth(Character.toString(c));
      } catch (IOException | IllegalArgumentException e) {
        return -1;
      }
    }
  }
}
