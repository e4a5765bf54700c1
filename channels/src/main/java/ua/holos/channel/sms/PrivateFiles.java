package ua.holos.channel.sms;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Files that hold what citizens wrote and their numbers: nobody but the process's own user may
/// read them, where the file system knows users (POSIX).
final class PrivateFiles {
  private static final Logger log = LoggerFactory.getLogger(PrivateFiles.class);
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  private PrivateFiles() {}

  /// Makes a folder where there is none, and closes one that is there to others.
  static void folder(Path folder) throws IOException {
    Files.createDirectories(folder);
    if (isPosix(folder)) {
      try {
        Files.setPosixFilePermissions(folder, FOLDER);
      } catch (IOException e) {
        // A mounted folder of another user. Its files are still ours alone.
        log.warn("A folder for SMS can't be closed to other users: {}", e.getClass().getName());
      }
    }
  }

  /// Opens a file; one that is made by that is ours alone.
  static FileChannel open(Path file, OpenOption... options) throws IOException {
    return isPosix(file)
        ? FileChannel.open(file, Set.of(options), PosixFilePermissions.asFileAttribute(FILE))
        : FileChannel.open(file, Set.of(options), new FileAttribute<?>[0]);
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
