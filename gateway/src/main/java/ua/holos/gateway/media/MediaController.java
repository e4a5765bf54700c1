package ua.holos.gateway.media;

import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Serves kept files to whoever knows their id, 128 bits that nobody can guess: the core system,
/// the department, the operator, the citizen, and the platform that fetches what an operator sends.
/// An extension behind the id means nothing to us, some platforms want one.
///
/// What a browser could run (HTML, SVG, scripts) is never served as such: its type comes from its
/// bytes, only pictures and videos are shown in place, and the policy lets nothing run even then.
/// Pages show them by `img-src 'self'` and `media-src 'self'`; a policy of their own isn't touched.
@RestController
final class MediaController {
  private static final Pattern EXTENSION = Pattern.compile("\\.[a-z0-9]{1,5}$");

  private final MediaStore media;

  MediaController(MediaStore media) {
    this.media = media;
  }

  @GetMapping("/media/{id}")
  ResponseEntity<InputStreamResource> serve(@PathVariable String id) throws IOException {
    var found = media.find(EXTENSION.matcher(id).replaceFirst(""));
    if (found.isEmpty()) {
      return ResponseEntity.notFound().build();
    }
    MediaStore.Media file = found.get();
    ContentDisposition.Builder disposition =
        MediaType.ofMime(file.mediaType()).inline
            ? ContentDisposition.inline()
            : ContentDisposition.attachment();
    if (!file.fileName().isEmpty()) {
      disposition.filename(file.fileName(), java.nio.charset.StandardCharsets.UTF_8);
    }
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_TYPE, file.mediaType())
        .header(HttpHeaders.CONTENT_DISPOSITION, disposition.build().toString())
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", "default-src 'none'; sandbox")
        .header("Referrer-Policy", "no-referrer")
        .header("X-Robots-Tag", "noindex")
        .cacheControl(CacheControl.maxAge(Duration.ofDays(30)).cachePrivate().immutable())
        .contentLength(file.bytes())
        .body(new InputStreamResource(file.open()));
  }
}
