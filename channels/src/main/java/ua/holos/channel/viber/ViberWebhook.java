package ua.holos.channel.viber;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import ua.holos.channel.support.BodySignature;

/// Where Viber delivers its callbacks. 200 means that the update is safe; anything else makes Viber
/// deliver it again, for about an hour.
@RestController
final class ViberWebhook {
  static final String SIGNATURE = "X-Viber-Content-Signature";

  private static final Logger log = LoggerFactory.getLogger(ViberWebhook.class);
  private static final int LARGEST_UPDATE = 1024 * 1024;
  private static final String SECONDS_UNTIL_AGAIN = "5";

  private final BodySignature signature;
  private final ViberUpdateReader reader = new ViberUpdateReader();
  private final ViberReceiver receiver;
  private final JsonMapper json;

  ViberWebhook(BodySignature signature, ViberReceiver receiver, JsonMapper json) {
    this.signature = signature;
    this.receiver = receiver;
    this.json = json;
  }

  @PostMapping(ViberSettings.WEBHOOK_PATH)
  ResponseEntity<byte[]> receive(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(LARGEST_UPDATE + 1);
    if (body.length > LARGEST_UPDATE) {
      return refuse(HttpStatus.CONTENT_TOO_LARGE, "too-large");
    }
    if (!signature.matches(request.getHeader(SIGNATURE), body)) {
      return refuse(HttpStatus.UNAUTHORIZED, "signature");
    }
    ViberUpdate update = reader.read(body);
    return update == null ? refuse(HttpStatus.BAD_REQUEST, "malformed") : take(update, body);
  }

  private ResponseEntity<byte[]> take(ViberUpdate update, byte[] body) {
    try {
      return answer(receiver.receive(update, body));
    } catch (RuntimeException e) {
      // Not the exception's message: it might quote the citizen.
      log.warn("Viber message {} was not stored: {}", update.token(), e.getClass().getName());
      receiver.refused("inbox");
      return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
          .header(HttpHeaders.RETRY_AFTER, SECONDS_UNTIL_AGAIN)
          .build();
    }
  }

  /// Viber reads the answer as a message where there is one.
  private ResponseEntity<byte[]> answer(@Nullable ViberMessage message) {
    return message == null
        ? ResponseEntity.ok().build()
        : ResponseEntity.ok()
            .contentType(MediaType.APPLICATION_JSON)
            .body(json.writeValueAsBytes(message));
  }

  private ResponseEntity<byte[]> refuse(HttpStatus status, String result) {
    receiver.refused(result);
    return ResponseEntity.status(status).build();
  }
}
