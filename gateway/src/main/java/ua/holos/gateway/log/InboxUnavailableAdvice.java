package ua.holos.gateway.log;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import ua.holos.bot.channel.InboxUnavailableException;

/// While nothing can be stored, platforms are told to deliver again: 503 with `Retry-After`.
@RestControllerAdvice
class InboxUnavailableAdvice {
  private static final String SECONDS = "2";

  @ExceptionHandler(InboxUnavailableException.class)
  ResponseEntity<Void> unavailable() {
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, SECONDS)
        .build();
  }
}
