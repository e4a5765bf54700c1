package ua.holos.gateway.filing;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import ua.holos.gateway.open311.WebhookSignature;

/// Status changes that the core system pushes: one `service_request_update` in JSON, or an array.
///
/// The signature covers the raw body. The time of sending, where it is told, must be within five
/// minutes of ours; a replay within them, or one without a time, changes nothing, because every
/// update is told once.
@RestController
final class StatusWebhook {
  static final String PATH = "/webhook/core";

  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);
  private static final int LARGEST = 1_000_000;

  private final WebhookSignature signature;
  private final StatusIntake intake;
  private final InstantSource clock;
  private final MeterRegistry meters;

  @Autowired
  StatusWebhook(WebhookSignature signature, StatusIntake intake, MeterRegistry meters) {
    this(signature, intake, InstantSource.system(), meters);
  }

  StatusWebhook(
      WebhookSignature signature, StatusIntake intake, InstantSource clock, MeterRegistry meters) {
    this.signature = signature;
    this.intake = intake;
    this.clock = clock;
    this.meters = meters;
  }

  @PostMapping(PATH)
  ResponseEntity<Void> receive(
      @RequestHeader(name = WebhookSignature.HEADER, required = false) @Nullable String signed,
      @RequestHeader(name = WebhookSignature.TIMESTAMP_HEADER, required = false)
          @Nullable String sentAt,
      @RequestBody(required = false) byte @Nullable [] body) {
    byte[] bytes = body == null ? new byte[0] : body;
    if (bytes.length > LARGEST) {
      return answer("too_large", HttpStatus.CONTENT_TOO_LARGE);
    }
    if (!signature.matches(signed, bytes)) {
      return answer("wrong_signature", HttpStatus.UNAUTHORIZED);
    }
    if (sentAt != null && !fresh(sentAt)) {
      return answer("stale", HttpStatus.UNAUTHORIZED);
    }
    Optional<List<StatusUpdate>> updates = read(bytes);
    if (updates.isEmpty()) {
      return answer("malformed", HttpStatus.BAD_REQUEST);
    }
    boolean tooEarly = false;
    for (StatusUpdate update : updates.get()) {
      tooEarly |= intake.take(update) == StatusIntake.Taken.TOO_EARLY;
    }
    if (tooEarly) {
      meters.counter("holos.core.webhook", "outcome", "too_early").increment();
      return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
          .header(HttpHeaders.RETRY_AFTER, "5")
          .build();
    }
    return answer("accepted", HttpStatus.ACCEPTED);
  }

  private boolean fresh(String sentAt) {
    try {
      Instant sent = Instant.ofEpochSecond(Long.parseLong(sentAt.strip()));
      return Duration.between(sent, clock.instant()).abs().compareTo(CLOCK_TOLERANCE) <= 0;
    } catch (NumberFormatException | java.time.DateTimeException e) {
      return false;
    }
  }

  /// All updates of a body; empty when any of them can't be read, so that none is lost unseen.
  private static Optional<List<StatusUpdate>> read(byte[] body) {
    Optional<List<JsonNode>> items =
        body.length > 0 && body[0] != '<' ? Open311Reader.items(body) : Optional.empty();
    if (items.isEmpty()) {
      return Optional.empty();
    }
    List<StatusUpdate> updates = new ArrayList<>();
    for (JsonNode item : items.get()) {
      Optional<StatusUpdate> update = StatusUpdate.read(item);
      if (update.isEmpty()) {
        return Optional.empty();
      }
      updates.add(update.get());
    }
    return Optional.of(updates);
  }

  private ResponseEntity<Void> answer(String outcome, HttpStatus status) {
    meters.counter("holos.core.webhook", "outcome", outcome).increment();
    return ResponseEntity.status(status).build();
  }
}
