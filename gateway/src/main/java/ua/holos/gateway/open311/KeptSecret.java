package ua.holos.gateway.open311;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/// A secret that Holos made up itself at the first start and keeps in the data folder, readable by
/// its own user only.
public final class KeptSecret {
  private final String value;

  private KeptSecret(String value) {
    this.value = value;
  }

  /// Reads the secret of that name, or makes it: 256 random bits in hexadecimal.
  ///
  /// @throws IOException when the data folder can't be read or written
  public static KeptSecret in(Path dataFolder, String name) throws IOException {
    Path folder = Files.createDirectories(dataFolder.resolve("secrets"));
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      byte[] bytes = new byte[32];
      new SecureRandom().nextBytes(bytes);
      Path aside = Files.createTempFile(folder, name, ".new");
      try {
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
          Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rw-------"));
        }
        Files.writeString(aside, HexFormat.of().formatHex(bytes));
        // Two processes may start at once: a link is made by one of them only, and both read it.
        Files.createLink(file, aside);
      } catch (FileAlreadyExistsException alreadyMade) {
        return read(file);
      } catch (UnsupportedOperationException noLinks) {
        Files.move(aside, file);
      } finally {
        Files.deleteIfExists(aside);
      }
    }
    return read(file);
  }

  private static KeptSecret read(Path file) throws IOException {
    String value = Files.readString(file).strip();
    if (value.length() < 32) {
      throw new IOException(
          file + ": found a secret of " + value.length() + " characters, expected 32 or more");
    }
    return new KeptSecret(value);
  }

  public String value() {
    return value;
  }

  @Override
  public String toString() {
    return "KeptSecret";
  }
}
