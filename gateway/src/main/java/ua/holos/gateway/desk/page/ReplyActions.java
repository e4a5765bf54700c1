package ua.holos.gateway.desk.page;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.message.Attachment;
import ua.holos.gateway.media.MediaStore;
import ua.holos.gateway.media.MediaStore.Stored;
import ua.holos.gateway.staff.Role;

/// What operators write: to the citizen, and to one another.
@Controller
final class ReplyActions {
  private static final Logger log = LoggerFactory.getLogger(ReplyActions.class);
  private static final int LONGEST = 4_000;
  private static final int MOST_FILES = 10;

  private final Doings doings;
  private final MediaStore media;

  ReplyActions(Doings doings, MediaStore media) {
    this.doings = doings;
    this.media = media;
  }

  @PostMapping("/desk/reply")
  ModelAndView reply(
      @RequestParam String conversation,
      @RequestParam String request,
      @RequestParam(defaultValue = "") String text,
      @RequestParam(required = false) @Nullable List<MultipartFile> files,
      HttpServletResponse response) {
    if (!doings.staff().is(Role.OPERATOR)) {
      return doings.say(doings.refuse(doings.staff(), conversation, "role"), response);
    }
    List<MultipartFile> given =
        files == null ? List.of() : files.stream().filter(file -> !nameless(file)).toList();
    Notice mistake = mistake(text, given);
    if (mistake != null) {
      return doings.say(mistake, response);
    }
    List<Attachment> attachments = new ArrayList<>();
    for (MultipartFile file : given) {
      Notice refused = keep(file, attachments);
      if (refused != null) {
        return doings.say(refused, response);
      }
    }
    return doings.ask(
        conversation,
        request,
        response,
        "desk.notice.sent",
        (at, operator) ->
            new Event.OperatorReplied(at, request, operator, lines(text), attachments),
        Role.OPERATOR);
  }

  /// An empty field of a form.
  private static boolean nameless(MultipartFile file) {
    String name = file.getOriginalFilename();
    return file.isEmpty() && (name == null || name.isEmpty());
  }

  private static @Nullable Notice mistake(String text, List<MultipartFile> files) {
    if (text.isBlank() && files.isEmpty()) {
      return Notice.invalid("desk.notice.empty", null);
    }
    if (text.length() > LONGEST) {
      return Notice.invalid("desk.notice.long", null);
    }
    String open = Placeholders.firstOpen(text);
    if (open != null) {
      return Notice.invalid("desk.notice.open", open);
    }
    return files.size() > MOST_FILES ? Notice.invalid("desk.notice.files", null) : null;
  }

  private @Nullable Notice keep(MultipartFile file, List<Attachment> attachments) {
    String given = file.getOriginalFilename();
    String name = given == null ? "" : given;
    try (InputStream bytes = file.getInputStream()) {
      return switch (media.store(bytes, name)) {
        case Stored.Kept(Attachment attachment) -> {
          attachments.add(attachment);
          yield null;
        }
        case Stored.TooLarge _ -> Notice.invalid("desk.notice.file-large", name);
        case Stored.Disguised _ -> Notice.invalid("desk.notice.file-disguised", name);
        case Stored.Unreadable _ -> Notice.invalid("desk.notice.file-damaged", name);
      };
    } catch (IOException e) {
      log.warn("A file of the desk could not be kept: {}", e.getClass().getSimpleName());
      return Notice.unavailable("desk.notice.file-lost");
    }
  }

  @PostMapping("/desk/note")
  ModelAndView note(
      @RequestParam String conversation,
      @RequestParam String request,
      @RequestParam(defaultValue = "") String note,
      HttpServletResponse response) {
    if (note.isBlank()) {
      return doings.say(Notice.invalid("desk.notice.empty", null), response);
    }
    if (note.length() > LONGEST) {
      return doings.say(Notice.invalid("desk.notice.long", null), response);
    }
    return doings.ask(
        conversation,
        request,
        response,
        "desk.notice.noted",
        (at, operator) -> new Event.NoteWritten(at, request, operator, lines(note).strip()),
        Role.OPERATOR,
        Role.SUPERVISOR);
  }

  /// A browser sends line breaks as two characters.
  private static String lines(String text) {
    return text.replace("\r\n", "\n");
  }
}
