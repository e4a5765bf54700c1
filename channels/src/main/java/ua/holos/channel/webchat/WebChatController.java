package ua.holos.channel.webchat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import ua.holos.bot.channel.InboundSink;
import ua.holos.bot.channel.InboundUpdate.MessageArrived;
import ua.holos.bot.channel.InboxUnavailableException;
import ua.holos.bot.conversation.Wording;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.Content;

/// What the chat's page talks to. Every call but the greeting carries the browser's token.
@RestController
@RequestMapping("/chat")
final class WebChatController {

  private static final Pattern ALBUM = Pattern.compile("[A-Za-z0-9_-]{8,64}");

  private final InboundSink inbox;
  private final ChatHistory history;
  private final ChatUploads uploads;
  private final ChatStreams streams;
  private final MessagePace pace;
  private final TypingBeats beats;
  private final Wording wording;
  private final InstantSource clock;

  WebChatController(
      InboundSink inbox,
      ChatHistory history,
      ChatUploads uploads,
      ChatStreams streams,
      MessagePace pace,
      TypingBeats beats,
      Wording wording,
      InstantSource clock) {
    this.inbox = inbox;
    this.history = history;
    this.uploads = uploads;
    this.streams = streams;
    this.pace = pace;
    this.beats = beats;
    this.wording = wording;
    this.clock = clock;
  }

  /// What the page says before anything was said.
  @GetMapping("/greeting")
  Map<String, String> greeting() {
    return Map.of("text", wording.say("webchat.greeting"));
  }

  /// New lines, live: server-sent events whose id is the line's position. Starts after
  /// `Last-Event-ID`, or with the whole history.
  @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  ResponseEntity<SseEmitter> events(
      @RequestHeader(value = HttpHeaders.AUTHORIZATION, required = false)
          @Nullable String authorization,
      @RequestHeader(value = "Last-Event-ID", defaultValue = "") String position) {
    return ChatToken.ofHeader(authorization)
        .map(token ->
            ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Accel-Buffering", "no")
                .body(streams.open(token.contact(), position)))
        .orElseGet(() -> ResponseEntity.status(HttpStatus.UNAUTHORIZED).build());
  }

  /// Takes a message, a pressed button or a location.
  @PostMapping(path = "/messages", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Answer> message(
      @RequestHeader(value = HttpHeaders.AUTHORIZATION, required = false)
          @Nullable String authorization,
      @RequestBody IncomingLine line) {
    Optional<ChatToken> token = ChatToken.ofHeader(authorization);
    if (token.isEmpty()) {
      return refused(HttpStatus.UNAUTHORIZED, "webchat.refused.token");
    }
    Optional<String> id = line.validId();
    Optional<Content> content = line.content();
    if (id.isEmpty() || content.isEmpty()) {
      boolean tooLong = line.text() != null && line.text().length() > IncomingLine.MAX_TEXT;
      return tooLong
          ? refused(HttpStatus.CONTENT_TOO_LARGE, "webchat.refused.long")
          : refused(HttpStatus.BAD_REQUEST, "webchat.refused.unreadable");
    }
    ContactUrn contact = token.get().contact();
    if (!pace.allows(contact.path())) {
      return refused(HttpStatus.TOO_MANY_REQUESTS, "webchat.refused.pace");
    }
    return accept(contact, id.get(), content.get(), line.shown(), List.of());
  }

  /// Takes a photo or a file, with words or without; files of one `album` are one turn.
  @PostMapping(path = "/files", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  ResponseEntity<Answer> file(
      @RequestHeader(value = HttpHeaders.AUTHORIZATION, required = false)
          @Nullable String authorization,
      @RequestParam("id") String givenId,
      @RequestParam(value = "text", defaultValue = "") String caption,
      @RequestParam(value = "album", defaultValue = "") String album,
      @RequestParam("file") MultipartFile file)
      throws IOException {
    Optional<ChatToken> token = ChatToken.ofHeader(authorization);
    if (token.isEmpty()) {
      return refused(HttpStatus.UNAUTHORIZED, "webchat.refused.token");
    }
    IncomingLine line = new IncomingLine(givenId, caption, null, null, null, null, null);
    Optional<String> id = line.validId();
    if (id.isEmpty() || line.content().isEmpty()) {
      return refused(HttpStatus.BAD_REQUEST, "webchat.refused.unreadable");
    }
    ContactUrn contact = token.get().contact();
    if (!pace.allows(contact.path())) {
      return refused(HttpStatus.TOO_MANY_REQUESTS, "webchat.refused.pace");
    }
    String name = file.getOriginalFilename();
    try (InputStream bytes = file.getInputStream()) {
      Attachment attachment = uploads.keep(bytes, name == null ? "" : name);
      return accept(
          contact,
          id.get(),
          new Content.Media(
              List.of(attachment), caption, ALBUM.matcher(album).matches() ? album : null),
          caption,
          List.of(
              new ChatFile(uploads.address(attachment), attachment.fileName(), attachment.kind())));
    } catch (ChatUploads.UnacceptableFileException e) {
      return refused(
          HttpStatus.UNPROCESSABLE_CONTENT,
          e.disguised() ? "webchat.refused.disguised" : "webchat.refused.file");
    }
  }

  /// A beat from somebody who is typing. Nothing depends on it, so one too many is dropped, and
  /// only a call without a token is refused.
  @PostMapping(path = "/typing")
  ResponseEntity<Void> typing(
      @RequestHeader(value = HttpHeaders.AUTHORIZATION, required = false)
          @Nullable String authorization) {
    return ChatToken.ofHeader(authorization)
        .map(token -> {
          beats.of(token.contact());
          return ResponseEntity.noContent().<Void>build();
        })
        .orElseGet(() -> ResponseEntity.status(HttpStatus.UNAUTHORIZED).build());
  }

  private ResponseEntity<Answer> accept(
      ContactUrn contact, String id, Content content, String shown, List<ChatFile> attachments) {
    Instant now = clock.instant();
    try {
      // The citizen's line goes first, so that no answer can come before it; its key makes the
      // repeat after a failure harmless.
      history.append(
          contact,
          new ChatLine(
              "in:" + id, ChatLine.Author.CITIZEN, null, shown, List.of(), attachments, now));
      inbox.accept(
          new MessageArrived(
              WebChatAdapter.TYPE, contact.path() + ":" + id, contact, now, content, id, null));
    } catch (InboxUnavailableException e) {
      return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
          .header(HttpHeaders.RETRY_AFTER, "2")
          .body(new Answer(false, wording.say("webchat.refused.later")));
    }
    return ResponseEntity.accepted().body(new Answer(true, ""));
  }

  private ResponseEntity<Answer> refused(HttpStatus status, String key) {
    return ResponseEntity.status(status).body(new Answer(false, wording.say(key)));
  }

  /// What the page is told about a message: taken, or why not, in words for citizens.
  record Answer(boolean accepted, String problem) {}
}
