package ua.holos.gateway.desk.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import ua.holos.gateway.desk.DeskNews;
import ua.holos.gateway.staff.CurrentStaff;
import ua.holos.gateway.staff.SessionWatch;

/// What is new, as server-sent events: `queue`, `conversation`, `presence` with the conversation's
/// id, `all` when everything is to be fetched, and `beat` while nothing happens.
@Controller
final class DeskEvents {
  private static final Duration BEAT = Duration.ofSeconds(5);

  /// A line is opened anew after so long, whatever became of the connection.
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private final DeskNews news;
  private final SessionWatch sessions;
  private final CurrentStaff current;

  DeskEvents(DeskNews news, CurrentStaff current, SessionWatch sessions) {
    this.news = news;
    this.sessions = sessions;
    this.current = current;
  }

  @GetMapping(path = "/desk/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter events(HttpServletRequest request, HttpServletResponse response) {
    current.get();
    response.setHeader("Cache-Control", "no-store");
    // A proxy must not collect them.
    response.setHeader("X-Accel-Buffering", "no");
    SseEmitter emitter = new SseEmitter(LONGEST.toMillis());
    EventLine line = new EventLine(emitter, BEAT, sessions.of(request));
    emitter.onCompletion(line::close);
    emitter.onTimeout(() -> {
      line.close();
      emitter.complete();
    });
    emitter.onError(_ -> line.close());
    Thread.ofVirtual().name("desk-events").start(() -> line.run(news));
    return emitter;
  }
}
