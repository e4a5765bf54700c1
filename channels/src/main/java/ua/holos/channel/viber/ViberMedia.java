package ua.holos.channel.viber;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ua.holos.bot.channel.AttachmentKeeper;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.message.Content;
import ua.holos.channel.support.RemoteFiles;

/// Files that people send. Viber gives them by an address that is good for a short time, so they
/// are fetched when they arrive and not when the appeal is filed.
///
/// Viber delivers again when the answer takes about 5 seconds, so the callback waits for the file
/// only a little. Fetching then goes on in the background and keeps the file under the address that
/// the message bears; filing finds it there, or tries the address once more.
final class ViberMedia implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ViberMedia.class);
  private static final String PREFIX = ViberAdapter.VIBER.code() + ":";

  /// A file is held in memory while it is stored.
  private static final int AT_ONCE = 4;

  private final RemoteFiles files;
  private final AttachmentKeeper keeper;
  private final Duration patience;
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final ExecutorService fetching = Executors.newVirtualThreadPerTaskExecutor();

  /// @param patience how long a callback may wait for its file
  ViberMedia(RemoteFiles files, AttachmentKeeper keeper, Duration patience) {
    this.files = files;
    this.keeper = keeper;
    this.patience = patience;
  }

  /// The message with its file kept, or as it came when that takes too long or fails for now.
  ///
  /// @param id the message's, for the log
  Content kept(String id, Content.Media media) {
    Attachment attachment = media.attachments().getFirst();
    CompletableFuture<Content> kept =
        CompletableFuture.supplyAsync(() -> keep(id, media, attachment), fetching);
    try {
      return kept.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      return media;
    } catch (ExecutionException e) {
      log.error("The file of Viber message {} could not be kept: {}", id, kind(e.getCause()));
      return media;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return media;
    }
  }

  private Content keep(String id, Content.Media media, Attachment attachment) {
    places.acquireUninterruptibly();
    try {
      return switch (keeper.keep(attachment, () -> open(attachment))) {
        case AttachmentKeeper.Kept.Here(Attachment here) ->
            new Content.Media(List.of(here), media.caption(), media.album());
        case AttachmentKeeper.Kept.TooLarge _ -> new Content.Unsupported("too-large");
        case AttachmentKeeper.Kept.Unreadable _ -> ViberMapper.without(media.caption());
      };
    } catch (RemoteFiles.RefusedException refused) {
      log.warn("The file of Viber message {} is not fetched: {}", id, refused.getMessage());
      return ViberMapper.without(media.caption());
    } catch (IOException e) {
      log.warn("The file of Viber message {} can't be fetched now: {}", id, e.getMessage());
      return media;
    } finally {
      places.release();
    }
  }

  /// Opens what [ViberMapper] made of a file's address. The caller closes the stream.
  InputStream open(Attachment attachment) throws IOException {
    if (!attachment.reference().startsWith(PREFIX)) {
      throw new IOException("Not a file of Viber");
    }
    String address = attachment.reference().substring(PREFIX.length());
    return files.open(address, wanted(attachment.kind()));
  }

  /// An address that is no longer good may answer with a page.
  private static Predicate<String> wanted(Attachment.Kind kind) {
    String begin =
        switch (kind) {
          case PHOTO -> "image/";
          case VIDEO -> "video/";
          case DOCUMENT -> "";
        };
    return type ->
        type.isEmpty()
            || type.startsWith(begin)
            || type.equals("application/octet-stream")
            || type.equals("binary/octet-stream");
  }

  private static String kind(@Nullable Throwable failure) {
    return failure == null ? "unknown" : failure.getClass().getSimpleName();
  }

  @Override
  public void close() {
    fetching.shutdownNow();
    files.close();
  }
}
