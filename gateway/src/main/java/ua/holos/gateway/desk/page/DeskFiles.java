package ua.holos.gateway.desk.page;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ua.holos.bot.channel.ChannelAdapter;
import ua.holos.bot.message.Attachment;
import ua.holos.gateway.desk.page.ThreadReader.Place;
import ua.holos.gateway.media.MediaStore;
import ua.holos.gateway.media.MediaStore.Stored;
import ua.holos.gateway.staff.CurrentStaff;

/// The files of a conversation, wherever they lie: those in a channel are fetched once.
@Controller
final class DeskFiles {
  private static final Logger log = LoggerFactory.getLogger(DeskFiles.class);
  private static final String KEPT = "media:";

  private final CurrentStaff current;
  private final ViewTrail trail;
  private final ThreadReader thread;
  private final MediaStore media;
  private final List<ChannelAdapter> channels;

  DeskFiles(
      CurrentStaff current,
      ViewTrail trail,
      ThreadReader thread,
      MediaStore media,
      ObjectProvider<ChannelAdapter> channels) {
    this.current = current;
    this.trail = trail;
    this.thread = thread;
    this.media = media;
    this.channels = channels.stream().toList();
  }

  /// @param file `turn.number`
  @GetMapping("/desk/file")
  ResponseEntity<Void> file(@RequestParam String conversation, @RequestParam String file) {
    trail.looked(current.get(), conversation);
    Place place = Place.parse(file);
    Optional<Attachment> found =
        thread.file(conversation, place.turn(), place.ordinal()).flatMap(this::kept);
    return found
        .map(kept ->
            ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create("/media/" + kept.reference().substring(KEPT.length())))
                .<Void>build())
        .orElseGet(() -> ResponseEntity.notFound().build());
  }

  private Optional<Attachment> kept(Attachment attachment) {
    String reference = attachment.reference();
    if (reference.startsWith(KEPT)) {
      return Optional.of(attachment);
    }
    try {
      return switch (media.storeOnce(
          reference, () -> channel(reference).open(attachment), attachment.fileName())) {
        case Stored.Kept(Attachment stored) -> Optional.of(stored);
        case Stored.TooLarge _, Stored.Disguised _, Stored.Unreadable _ -> Optional.empty();
      };
    } catch (IOException e) {
      log.warn("A file can't be had: {}", e.getClass().getSimpleName());
      return Optional.empty();
    }
  }

  private ChannelAdapter channel(String reference) throws IOException {
    String scheme = reference.substring(0, Math.max(0, reference.indexOf(':')));
    return channels.stream()
        .filter(one -> one.type().code().equals(scheme))
        .findFirst()
        .orElseThrow(() -> new FileNotFoundException("No channel gives it"));
  }
}
