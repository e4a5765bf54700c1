package ua.holos.gateway.desk.page;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.appeal.Catalogue;
import ua.holos.bot.appeal.Category;
import ua.holos.bot.message.Attachment;
import ua.holos.gateway.desk.page.ThreadReader.Filed;
import ua.holos.gateway.desk.page.ThreadReader.Line;

/// Messages as the page shows them.
final class ThreadViews {
  private static final Pattern LINK =
      Pattern.compile("https?://[^\\s<>\"'«»]+[^\\s<>\"'«».,;:!?)\\]]", Pattern.CASE_INSENSITIVE);
  private static final Set<String> FAILURES =
      Set.of("gone", "rejected", "expired", "superseded", "quiet", "misconfigured", "held");
  private static final Set<String> STATUSES =
      Set.of("queued", "accepted", "sent", "delivered", "read", "failed");

  private final DeskClock clock;
  private final Catalogue catalogue;

  ThreadViews(DeskClock clock, Catalogue catalogue) {
    this.clock = clock;
    this.catalogue = catalogue;
  }

  /// Words, or with an address a link.
  record Piece(String text, @Nullable String link) {}

  /// A file of a message.
  ///
  /// @param shown whether a browser shows it as a picture
  record FileView(String path, String name, boolean shown, long kilobytes) {}

  /// @param id of the element
  /// @param who `citizen`, `bot`, `operator`, `note`, `doing`
  /// @param name who wrote it, where a member of staff did
  /// @param day set on the first of a day
  /// @param unsupported kind of what couldn't be read, null when it could
  /// @param edit whether it is a message that the citizen changed
  /// @param changed whether it was changed later on
  /// @param status key of the delivery state, null where there is none
  /// @param failure why it failed, as a key's end or as the platform says; null when it didn't
  record MessageView(
      String id,
      String who,
      @Nullable String name,
      String kind,
      List<Piece> pieces,
      List<FileView> files,
      String time,
      String at,
      @Nullable String day,
      @Nullable String unsupported,
      boolean edit,
      boolean changed,
      @Nullable String status,
      @Nullable String failure,
      boolean failureKnown) {}

  List<MessageView> of(List<Line> lines, Locale locale) {
    Set<String> edited = new HashSet<>();
    for (Line line : lines) {
      if (line.kind().equals("edit") && line.externalIds() != null) {
        edited.add(line.externalIds());
      }
    }
    List<MessageView> views = new ArrayList<>();
    String lastDay = "";
    for (Line line : lines) {
      String day = clock.day(line.at(), locale);
      views.add(view(line, day.equals(lastDay) ? null : day, edited));
      lastDay = day;
    }
    return views;
  }

  private MessageView view(Line line, @Nullable String day, Set<String> edited) {
    String who = who(line);
    boolean outgoing = who.equals("bot") || who.equals("operator");
    boolean unreadable = line.kind().equals("unsupported");
    String failure = outgoing && line.status().equals("failed") ? line.failure() : null;
    return new MessageView(
        "m-" + line.place().turn() + "-" + (line.place().ordinal() + 1),
        who,
        line.operatorName(),
        who.equals("doing") ? doing(line.words()) : line.kind(),
        unreadable ? List.of() : pieces(who.equals("doing") ? about(line.words()) : line.words()),
        line.files().stream().map(ThreadViews::file).toList(),
        clock.time(line.at()),
        line.at().toString(),
        day,
        unreadable ? line.words() : null,
        line.kind().equals("edit"),
        line.incoming()
            && !line.kind().equals("edit")
            && line.externalIds() != null
            && edited.contains(line.externalIds()),
        outgoing && STATUSES.contains(line.status()) ? line.status() : null,
        failure,
        failure != null && FAILURES.contains(failure));
  }

  private static String who(Line line) {
    return switch (line.kind()) {
      case "note" -> "note";
      case "desk" -> "doing";
      default -> {
        if (line.place().ordinal() < 0) {
          yield "citizen";
        }
        yield line.operatorName() == null ? "bot" : "operator";
      }
    };
  }

  /// The end of the key of what was done; where it went is part of it.
  private static String doing(String words) {
    String rest = rest(words);
    String action = rest.isEmpty() ? words : words.substring(0, words.length() - rest.length() - 1);
    return switch (action) {
      case "conversation-released", "conversation-closed" ->
          rest.isEmpty() ? action : action + "." + rest;
      default -> action;
    };
  }

  private String about(String words) {
    String action = doing(words);
    if (action.startsWith("conversation-released")
        || action.startsWith("conversation-closed")
        || action.equals("reading-corrected")) {
      return "";
    }
    String rest = rest(words);
    return action.equals("appeal-registered")
        ? catalogue.category(rest).map(Category::name).orElse(rest)
        : rest;
  }

  private static String rest(String words) {
    int end = words.indexOf(' ');
    return end < 0 ? "" : words.substring(end + 1);
  }

  private static FileView file(Filed file) {
    Attachment attachment = file.attachment();
    boolean shown =
        attachment.kind() == Attachment.Kind.PHOTO
            && (attachment.mediaType().startsWith("image/")
                || attachment.mediaType().equals("application/octet-stream"));
    return new FileView(
        file.turn() + "." + file.number(),
        attachment.fileName(),
        shown,
        (attachment.bytes() + 1023) / 1024);
  }

  /// Only http and https become links; everything is text all the same.
  static List<Piece> pieces(String text) {
    List<Piece> pieces = new ArrayList<>();
    Matcher link = LINK.matcher(text);
    int done = 0;
    while (link.find()) {
      if (link.start() > done) {
        pieces.add(new Piece(text.substring(done, link.start()), null));
      }
      pieces.add(new Piece(link.group(), link.group()));
      done = link.end();
    }
    if (done < text.length()) {
      pieces.add(new Piece(text.substring(done), null));
    }
    return pieces;
  }
}
