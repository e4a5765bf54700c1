package ua.holos.channel.example;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import ua.holos.bot.channel.InboundSink;
import ua.holos.channel.support.BodySignature;

/// Where the app posts what people write: 200 only when it is stored. An inbox that can't take it
/// becomes 503 in the gateway, and the app tries again.
@RestController
final class CityAppWebhook {
  private static final int LARGEST_UPDATE = 64 * 1024;

  private final BodySignature signature;
  private final InboundSink sink;
  private final ObjectMapper json =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  CityAppWebhook(CityAppSettings settings, InboundSink sink) {
    this.signature = new BodySignature(settings.secret());
    this.sink = sink;
  }

  @PostMapping("/webhook/cityapp")
  ResponseEntity<Void> receive(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(LARGEST_UPDATE + 1);
    if (body.length > LARGEST_UPDATE) {
      return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).build();
    }
    if (!signature.matches(request.getHeader("X-Signature"), body)) {
      return ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
    }
    CityAppUpdate update;
    try {
      update = json.readValue(body, CityAppUpdate.class);
    } catch (JacksonException e) {
      return ResponseEntity.badRequest().build();
    }
    if (update != null) {
      CityAppMapper.update(update).ifPresent(sink::accept);
    }
    return ResponseEntity.ok().build();
  }
}
