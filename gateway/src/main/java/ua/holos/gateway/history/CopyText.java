package ua.holos.gateway.history;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/// A copy of a conversation in words: its heading, and a paragraph for each message.
final class CopyText {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm:ss");

  private final MessageSource words;
  private final ZoneId zone;
  private final Locale locale;

  CopyText(MessageSource words, ZoneId zone, Locale locale) {
    this.words = words;
    this.zone = zone;
    this.locale = locale;
  }

  /// Why and by whom a copy is made.
  ///
  /// @param centre whose conversation it was
  record Made(
      Instant at,
      String by,
      String reason,
      String centre,
      String from,
      String until,
      boolean notes) {}

  /// A paragraph.
  ///
  /// @param head when and who, empty in a heading
  record Paragraph(String head, String body) {}

  String title() {
    return say("history.copy.title");
  }

  List<Paragraph> heading(Transcript.Copy copy, Made made) {
    List<Paragraph> lines = new ArrayList<>();
    lines.add(of("centre", made.centre()));
    lines.add(of("conversation", copy.conversation()));
    if (copy.person() != null) {
      lines.add(of("person", copy.person()));
    }
    lines.add(
        of(
            "period",
            made.from().isEmpty() && made.until().isEmpty()
                ? say("history.copy.all")
                : made.from() + " – " + made.until()));
    lines.add(of("made", TIME.format(made.at().atZone(zone)) + " (" + zone + "), " + made.by()));
    lines.add(of("reason", made.reason()));
    lines.add(of("notes", say(made.notes() ? "history.copy.notes.yes" : "history.copy.notes.no")));
    lines.add(of("messages", String.valueOf(copy.lines().size())));
    if (copy.cut()) {
      lines.add(new Paragraph("", say("history.copy.cut")));
    }
    return lines;
  }

  private Paragraph of(String key, String text) {
    return new Paragraph("", say("history.copy." + key) + ": " + text);
  }

  List<Paragraph> messages(Transcript.Copy copy) {
    return copy.lines().stream().map(this::message).toList();
  }

  private Paragraph message(Transcript.Line line) {
    String author = say("history.author." + line.author().name().toLowerCase(Locale.ROOT));
    String named = line.name() == null ? author : author + " " + line.name();
    StringBuilder body = new StringBuilder(line.words());
    for (String file : line.files()) {
      body.append(body.isEmpty() ? "" : "\n")
          .append(say("history.copy.file"))
          .append(": ")
          .append(file);
    }
    String kind =
        line.kind().equals("text") || line.kind().equals("note")
            ? ""
            : ", " + known("history.kind." + line.kind(), line.kind());
    return new Paragraph(
        TIME.format(line.at().atZone(zone))
            + " · "
            + named
            + kind
            + " · "
            + known("history.state." + line.state(), line.state()),
        body.toString());
  }

  /// The whole copy as a text file, with the byte order mark that Notepad needs.
  String plain(Transcript.Copy copy, Made made) {
    StringBuilder text = new StringBuilder("\uFEFF").append(title()).append("\r\n\r\n");
    heading(copy, made).forEach(line -> text.append(line.body()).append("\r\n"));
    for (Paragraph message : messages(copy)) {
      text.append("\r\n").append(message.head()).append("\r\n");
      message.body().lines().forEach(line -> text.append("  ").append(line).append("\r\n"));
    }
    return text.toString();
  }

  String page(int number, int of) {
    return say("history.copy.page", number, of);
  }

  private String say(String key, Object... values) {
    return words.getMessage(key, values, locale);
  }

  private String known(String key, String otherwise) {
    @Nullable String text = words.getMessage(key, new Object[0], otherwise, locale);
    return text == null ? otherwise : text;
  }
}
