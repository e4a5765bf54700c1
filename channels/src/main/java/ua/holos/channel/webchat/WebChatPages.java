package ua.holos.channel.webchat;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The chat as a page of its own, which is also what the widget shows in its frame.
@RestController
final class WebChatPages {

  private final WebChatSettings settings;

  WebChatPages(WebChatSettings settings) {
    this.settings = settings;
  }

  @GetMapping(path = "/chat", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<Resource> page() {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .header(
            "Content-Security-Policy",
            "default-src 'self'; img-src 'self' blob: data:; object-src 'none'; base-uri 'none'; "
                + "form-action 'self'; frame-ancestors "
                + settings.frameAncestors())
        .header("Permissions-Policy", "geolocation=(self)")
        .header("Referrer-Policy", "no-referrer")
        .header("X-Content-Type-Options", "nosniff")
        .body(new ClassPathResource("ua/holos/channel/webchat/chat.html"));
  }
}
