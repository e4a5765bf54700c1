package ua.holos.channel.telegram;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import ua.holos.channel.support.SharedSecret;

/// Where Telegram delivers updates. 200 means that the update is safe; anything else makes Telegram
/// deliver it again, and keep back that person's next ones until then.
@RestController
final class TelegramWebhook {
  private static final Logger log = LoggerFactory.getLogger(TelegramWebhook.class);
  private static final int LARGEST_UPDATE = 1024 * 1024;
  private static final String SECONDS_UNTIL_AGAIN = "5";

  private final SharedSecret secret;
  private final TelegramUpdateReader reader;
  private final TelegramReceiver receiver;
  private final MeterRegistry meters;

  TelegramWebhook(
      SharedSecret secret,
      TelegramUpdateReader reader,
      TelegramReceiver receiver,
      MeterRegistry meters) {
    this.secret = secret;
    this.reader = reader;
    this.receiver = receiver;
    this.meters = meters;
  }

  @PostMapping(TelegramSettings.WEBHOOK_PATH)
  ResponseEntity<Void> receive(HttpServletRequest request) throws IOException {
    if (!secret.matches(request.getHeader("X-Telegram-Bot-Api-Secret-Token"))) {
      return refuse(HttpStatus.UNAUTHORIZED, "secret");
    }
    byte[] body = request.getInputStream().readNBytes(LARGEST_UPDATE + 1);
    if (body.length > LARGEST_UPDATE) {
      return refuse(HttpStatus.CONTENT_TOO_LARGE, "too-large");
    }
    return switch (reader.read(body)) {
      case TelegramUpdateReader.Read.Malformed _ -> refuse(HttpStatus.BAD_REQUEST, "malformed");
      case TelegramUpdateReader.Read.Unreadable unreadable -> {
        receiver.passUnreadable(unreadable.kind());
        yield ResponseEntity.ok().build();
      }
      case TelegramUpdateReader.Read.Good good -> take(good);
    };
  }

  private ResponseEntity<Void> take(TelegramUpdateReader.Read.Good good) {
    try {
      receiver.receive(good);
      return ResponseEntity.ok().build();
    } catch (RuntimeException e) {
      log.warn(
          "Telegram update {} was not stored: {}",
          good.update().getUpdateId(),
          e.getClass().getName());
      meters.counter("holos.telegram.webhook.refused", "reason", "inbox").increment();
      return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
          .header(HttpHeaders.RETRY_AFTER, SECONDS_UNTIL_AGAIN)
          .build();
    }
  }

  private ResponseEntity<Void> refuse(HttpStatus status, String reason) {
    meters.counter("holos.telegram.webhook.refused", "reason", reason).increment();
    return ResponseEntity.status(status).build();
  }
}
