package ua.holos.channel.sms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the parts of long messages until all are there: one file each, written through to the
/// disk, so that a part that the SMSC was told we have outlives the process.
final class PartFolder {
  private static final Logger log = LoggerFactory.getLogger(PartFolder.class);
  private static final String ENDING = ".part";
  private static final String UNFINISHED = ".new";

  /// Long enough for somebody to look at it; then it goes, as it may hold what a citizen wrote.
  private static final Duration UNREADABLE_KEPT = Duration.ofDays(1);

  private final Path folder;
  private final List<Path> unreadable = new ArrayList<>();

  /// @throws IllegalArgumentException when there can't be such a folder
  PartFolder(Path folder) {
    this.folder = folder;
    try {
      PrivateFiles.folder(folder);
      deleteUnfinished();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "holos.data-dir: found no way to make '" + folder + "', expected a writable folder", e);
    }
  }

  /// The SMSC was never told that we have these.
  private void deleteUnfinished() throws IOException {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, "*" + ENDING + UNFINISHED)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
  }

  /// @throws UncheckedIOException when it can't be kept
  void keep(InboundPart part) {
    Path file = file(part);
    Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
    try {
      try (FileChannel out =
          PrivateFiles.open(
              unfinished,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(part.bytes());
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("A part of an SMS can't be kept", e);
    }
  }

  void forget(InboundPart part) {
    try {
      Files.deleteIfExists(file(part));
    } catch (IOException e) {
      log.warn("A part of an SMS that isn't needed any more can't be deleted: {}", e.toString());
    }
  }

  private Path file(InboundPart part) {
    return folder.resolve(part.message() + "-" + part.concatenation().index() + ENDING);
  }

  /// What was kept when the last process ended.
  List<InboundPart> kept() {
    List<InboundPart> parts = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ENDING)) {
      for (Path file : files) {
        try {
          parts.add(InboundPart.read(Files.readAllBytes(file)));
        } catch (IOException e) {
          log.error("{} is no part of an SMS and is left aside for a day", file.getFileName());
          unreadable.add(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return parts;
  }

  /// Deletes what [#kept()] couldn't read and is a day old.
  void dropUnreadable(Instant now) {
    unreadable.removeIf(file -> {
      try {
        return Files.getLastModifiedTime(file).toInstant().plus(UNREADABLE_KEPT).isBefore(now)
            && Files.deleteIfExists(file);
      } catch (NoSuchFileException gone) {
        return true;
      } catch (IOException e) {
        log.warn("{} can't be deleted: {}", file.getFileName(), e.getClass().getName());
        return false;
      }
    });
  }
}
